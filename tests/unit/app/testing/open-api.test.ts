import { expect } from "chai";
import { createServer, type Server } from "node:http";
import { checkResponse, LockstepError, openApi, openTables, type Api } from "lockstep-sam";
import {
  answering as answers,
  smallProject,
  withSmallProject,
} from "../../../support/app/small-project.ts";

const body = { customerId: "CUST-001", items: [{ productId: "PROD-A", quantity: 2 }] };

/** A server that answers every request alike and keeps what it was sent. */
async function serve(
  status: number,
  text: string,
): Promise<{ readonly server: Server; readonly url: string; readonly seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(status, { "Content-Type": "application/json" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { server, url: `http://127.0.0.1:${port}/dev`, seen };
}

describe("openApi on the local stage", () => {
  let api: Api;

  before(async () => {
    api = await openApi({ target: "stage" });
  });

  after(() => api.close());

  it("shows what a call stored, and empties the tables on reset", async () => {
    await api.call("createOrder", { body });
    expect(await api.state.scan("OrdersTable", 10)).to.have.lengthOf(1);
    await api.reset();
    expect(await api.state.scan("OrdersTable", 10)).to.deep.equal([]);
  });

  it("has tables of its own, beside those of functions loaded in this process", async () => {
    const tables = await openTables();
    await tables.put("OrdersTable", { PK: "ORDER#ORD-OWN", SK: "METADATA" });
    const key = { PK: "ORDER#ORD-OWN", SK: "METADATA" };
    expect(await api.state.get("OrdersTable", key)).to.equal(null);
    expect(await tables.get("OrdersTable", key)).to.deep.equal(key);
  });

  it("finds an operation by method and path as well", async () => {
    const { status } = await api.call("POST /orders", { body });
    expect(status).to.equal(201);
  });

  it("names the operations there are when one is unknown", async () => {
    const error: unknown = await api.call("createOdrer").catch((thrown: unknown) => thrown);
    expect(error)
      .to.be.instanceOf(LockstepError)
      .with.property("code", "project/operation-unknown");
    expect(error).to.have.property("hint").that.includes("createOrder, listOrders");
  });

  it("shows headers by lower-case name, the text, and what happened behind the answer", async () => {
    const { headers, text, json, exchange } = await api.call("createOrder", { body });
    expect(headers["content-type"]).to.equal("application/json");
    expect(JSON.parse(text)).to.deep.equal(json);
    expect(exchange.trace).to.include({
      answeredBy: "function",
      functionId: "CreateOrderFunction",
    });
    expect(exchange.trace.awsCalls).to.have.lengthOf(1);
  });
});

describe("openApi of an API made of events alone", () => {
  const template = smallProject["template.yaml"].replace(
    / *DefinitionBody:[^]*?openapi.yaml } }\n/,
    "",
  );
  const files = { "template.yaml": template, "src/list.mjs": answers(418, { a: [1] }) };

  it("has nothing that an answer could violate, and warns once of that", () =>
    withSmallProject(files, async (root) => {
      const warnings: Error[] = [];
      const keep = (warning: Error): void => void warnings.push(warning);
      process.on("warning", keep);
      try {
        const api = await openApi({ root, target: "stage" });
        const again = await openApi({ root, target: "stage" });
        const called = await api.call("GET /notes", { query: { page: "2" } });
        expect([called.status, called.json]).to.deep.equal([418, { a: [1] }]);
        const { status } = await api.request({ method: "GET", path: "/notes?page=2" });
        expect(status).to.equal(418);
        const added = await again.call("POST /notes", { body: { any: "thing" } });
        expect(added.status).to.equal(201);
        checkResponse("GET /notes", called);
        await api.close();
        await again.close();
        await new Promise(setImmediate);
      } finally {
        process.off("warning", keep);
      }
      expect(warnings.map(({ message }) => message)).to.deep.equal([
        "NotesApi has no OpenAPI document; its 2 routes come from events alone, so nothing it does can be held against a contract; openapi.yaml describes 2 of its 2 routes and is not wired.",
      ]);
      expect(warnings[0]).to.include({ name: "LockstepWarning", code: "wiring/spec-not-wired" });
    }));

  it("does not warn where a document is wired", () =>
    withSmallProject({}, async (root) => {
      const warnings: Error[] = [];
      const keep = (warning: Error): void => void warnings.push(warning);
      process.on("warning", keep);
      const api = await openApi({ root, target: "stage" });
      await api.call("GET /notes");
      await api.close();
      await new Promise(setImmediate);
      process.off("warning", keep);
      expect(warnings).to.deep.equal([]);
    }));
});

describe("openApi on a URL", () => {
  const servers: Server[] = [];

  const answering = async (status: number, text: string) => {
    const served = await serve(status, text);
    servers.push(served.server);
    return served;
  };

  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it("sends requests below the URL with the headers given, and judges what comes back", async () => {
    const { url, seen } = await answering(200, '{"orders":[]}');
    const api = await openApi({ target: `${url}/`, headers: { Authorization: "Bearer key" } });
    const { json } = await api.call("listOrders", { query: { customerId: "CUST-001" } });
    await api.close();
    expect(json).to.deep.equal({ orders: [] });
    expect(seen).to.deep.equal(["GET /dev/orders?customerId=CUST-001 Bearer key"]);
  });

  it("masks credentials in the command that shows a violation again", async () => {
    const { url } = await answering(200, '{"order":[]}');
    const api = await openApi({ target: url, headers: { Authorization: "Bearer key" } });
    const error: unknown = await api
      .call("listOrders", { query: { customerId: "CUST-001" } })
      .catch((thrown: unknown) => thrown);
    await api.close();
    expect(error).to.have.property("name", "ContractViolation");
    expect(String(error)).to.include(`curl -i '${url}/orders?customerId=CUST-001'`);
    expect(String(error)).not.to.include("Bearer key");
  });

  it("does not blame the operation for what only a gateway answers", async () => {
    const { url } = await answering(429, '{"message":"Too Many Requests"}');
    const api = await openApi({ target: url });
    const { status } = await api.call("listOrders", { query: { customerId: "CUST-001" } });
    await api.close();
    expect(status).to.equal(429);
  });

  it("gives no access to tables", async () => {
    const api = await openApi({ target: "http://127.0.0.1:9/dev" });
    expect(() => api.state)
      .to.throw(LockstepError)
      .with.property("code", "project/no-state");
    const error: unknown = await api.reset().catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(LockstepError).with.property("code", "project/no-state");
    await api.close();
  });
});
