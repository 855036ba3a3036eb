import { Agent, request as send } from "node:http";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { expect } from "chai";
import { globSync } from "node:fs";

import { until } from "../support/lambda/until.ts";
import { copyOrderProject, type OrderProject } from "../support/scenarios/order-project.ts";
import { startStage, type StartedStage } from "../support/scenarios/start-stage.ts";

interface Answer {
  readonly status: number;
  readonly body: string;
  /** Port of this end of the connection: another one for another connection. */
  readonly connection: number;
}

const response = "src/orders/response.ts";
const listOrders = "src/orders/handlers/list-orders.ts";
const contentType = 'headers: { "Content-Type": "application/json" },';

describe("edits while `lockstep start` runs", function () {
  this.timeout(120_000);

  let project: OrderProject;
  let stage: StartedStage;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  before(async () => {
    project = copyOrderProject();
    stage = await startStage(project.root);
  });
  after(async () => {
    agent.destroy();
    await stage.stop("SIGTERM");
    project.dispose();
  });
  afterEach(() => project.restore());

  const get = (path: string, own: Agent = agent, method = "GET", body?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = send(
        `${stage.url}${path}`,
        {
          agent: own,
          method,
          headers: body === undefined ? {} : { "Content-Type": "application/json" },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          const connection = incoming.socket.localPort ?? 0;
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
          incoming.on("error", reject);
          incoming.on("end", () =>
            resolve({
              status: incoming.statusCode ?? 0,
              body: Buffer.concat(chunks).toString("utf8"),
              connection,
            }),
          );
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  const list = (): Promise<Answer> => get("/orders?customerId=CUST-001");
  const saying = (words: string): Promise<string> =>
    until(() => stage.said.find((line) => line.includes(words)) ?? null);

  it("the next request sees a handler, and what it imports, without losing tables or connection", async () => {
    const order = '{"customerId":"CUST-001","items":[{"productId":"PROD-A","quantity":2}]}';
    const placed = await get("/orders", agent, "POST", order);
    expect(placed.status, placed.body).to.equal(201);
    const before = await list();
    expect(JSON.parse(before.body)).to.have.nested.property("orders.length", 1);
    for (const round of ["1", "2", "3"]) {
      const body = `body: JSON.stringify({ ...body, round: ${round} }),`;
      project.restore();
      project.edit(response, "body: JSON.stringify(body),", body);
      const after = await list();
      expect(JSON.parse(after.body)).to.have.property("round", Number(round));
      expect(JSON.parse(after.body)).to.have.nested.property("orders.length", 1);
      expect(after.connection).to.equal(before.connection);
    }
    project.restore();
    const handler = project.read(listOrders);
    project.write(
      listOrders,
      `export const handler = async () => ({ statusCode: 200, body: "edited" });\n`,
    );
    expect(await list()).to.include({ status: 200, body: "edited" });
    project.write(listOrders, handler);
    expect((await list()).body).to.equal(before.body);
    expect(await saying(`reloaded ${listOrders}`)).to.match(/ in \d+ ms: ListOrdersFunction$/);
  });

  it("a request under way ends on the old code, while others are answered on the same connection", async () => {
    const slow = (text: string, ms: number): string =>
      `export const handler = async () => { await new Promise((r) => setTimeout(r, ${ms})); return { statusCode: 200, body: "${text}" }; };\n`;
    project.write(listOrders, slow("old", 2000));
    const own = new Agent({ keepAlive: true });
    const under = get("/orders?customerId=CUST-001", own);
    await delay(700);
    project.write(listOrders, slow("new", 0));
    const first = await list();
    expect(first.body).to.equal("new");
    while ((await Promise.race([under, delay(20, null)])) === null) {
      const answer = await list();
      expect([answer.status, answer.body, answer.connection]).to.deep.equal([
        200,
        "new",
        first.connection,
      ]);
    }
    expect(await under).to.include({ status: 200, body: "old" });
    own.destroy();
  });

  it("a handler that does not build is answered as by Lambda, told with its place, and mended", async () => {
    project.edit(response, contentType, "headers: { {");
    expect((await list()).status).to.equal(502);
    expect((await list()).status).to.equal(502);
    const line = await saying("cannot be built");
    expect(line).to.include("src/orders/response.ts:").and.not.include(project.root);
    expect(stage.said.filter((each) => each === line)).to.have.length(1);
    project.restore();
    expect((await list()).status).to.equal(200);
  });

  it("a new route of the document and a variable of the template are served at once", async () => {
    expect((await get("/customers/7/orders")).status).to.equal(403);
    const spec = project.read("openapi.yaml");
    const place = spec.indexOf("\n  /orders:\n");
    const mock = `
  /customers/{id}/orders:
    get:
      operationId: listCustomerOrders
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: orders } }
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: { "Fn::Sub": "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${ListOrdersFunction.Arn}/invocations" }
`;
    project.write("openapi.yaml", `${spec.slice(0, place)}${mock}${spec.slice(place + 1)}`);
    expect((await get("/customers/7/orders")).status).to.not.equal(403);
    await saying("route added: GET /customers/{id}/orders → ListOrdersFunction");
    project.restore();
    expect((await get("/customers/7/orders")).status).to.equal(403);

    project.write(
      listOrders,
      "export const handler = async () => ({ statusCode: 200, body: String(process.env.COLOR) });\n",
    );
    expect((await list()).body).to.equal("undefined");
    const template = project.read("template.yaml");
    const globals = "      Variables:\n";
    expect(template).to.include(globals);
    project.write("template.yaml", template.replace(globals, `${globals}        COLOR: red\n`));
    expect((await list()).body).to.equal("red");
  });

  it("a broken document or template leaves the last sound version in place, and is told once", async () => {
    for (const file of ["openapi.yaml", "template.yaml"]) {
      project.write(file, `${project.read(file)}\n  : [\n`);
      expect((await list()).status).to.equal(200);
      expect((await list()).status).to.equal(200);
      const place = new RegExp(`is served until this is mended: ${file}:\\d+:\\d+ `);
      expect(stage.said.filter((line) => place.test(line))).to.have.length(1);
      project.restore();
      expect((await list()).status).to.equal(200);
    }
  });

  it("an empty document or template is one that cannot be read", async () => {
    const before = stage.said.length;
    for (const file of ["openapi.yaml", "template.yaml"]) {
      project.write(file, "");
      expect((await list()).status, file).to.equal(200);
      await saying(`is served until this is mended: ${file}`);
      project.restore();
      expect((await list()).status, file).to.equal(200);
    }
    expect(stage.said.slice(before).filter((line) => /gone|restart/.test(line))).to.deep.equal([]);
  });

  it("a handler whose file goes is answered as by Lambda, until it is back", async () => {
    const text = project.read(listOrders);
    project.write(listOrders, text);
    rmSync(join(project.root, listOrders));
    expect((await list()).status).to.equal(502);
    await saying("cannot be built; requests fail until this is mended: Error: Cannot find module");
    project.restore();
    expect((await list()).status).to.equal(200);
  });

  it("a hundred files at once, some of them gone for a moment, are told in a few lines", async () => {
    const names = globSync("src/orders/**/*.ts", { cwd: project.root });
    const texts = new Map(names.map((file) => [file, project.read(file)]));
    const count = (): number => stage.said.filter((line) => line.startsWith("reloaded")).length;
    const before = count();
    // Once, so that they are restored to this.
    for (const [file, text] of texts) project.write(file, text);
    for (const file of names) rmSync(join(project.root, file));
    for (const [file, text] of texts) project.write(file, `${text}\n`);
    expect((await list()).status).to.equal(200);
    for (const [file, text] of texts) project.write(file, text);
    expect((await list()).status).to.equal(200);
    await delay(500);
    expect(count() - before).to.be.at.most(8);
  });

  it("with --no-watch all stays as it was started", async () => {
    const other = await startStage(project.root, ["--no-watch"]);
    try {
      project.write(listOrders, "export const handler = async () => ({ statusCode: 418 });\n");
      const answer = await fetch(`${other.url}/orders?customerId=CUST-001`);
      expect(answer.status).to.equal(200);
    } finally {
      expect(await other.stop("SIGINT")).to.equal(0);
    }
  });

  it("ends with code 0 when it is stopped while it reloads", async () => {
    const other = await startStage(project.root);
    project.edit(
      response,
      contentType,
      'headers: { "Content-Type": "application/json", "X-Late": "1" },',
    );
    const under = fetch(`${other.url}/orders?customerId=CUST-001`).catch(() => null);
    await delay(30);
    expect(await other.stop("SIGINT")).to.equal(0);
    await under;
  });
});
