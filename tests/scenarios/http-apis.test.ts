import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { expect } from "chai";
import got from "got";
import { checkResponse, eventFor, loadFunction, LockstepError, openApi } from "lockstep-sam";

import { isObject, parseJson } from "../../src/harness/core/json.ts";
import { repositoryRoot } from "../support/scenarios/order-project.ts";
import { runInThisProcess } from "../support/scenarios/run-in-this-process.ts";
import { startStage, type StartedStage } from "../support/scenarios/start-stage.ts";

// Two HTTP APIs, one of a document and one of events alone, and a REST API in one template.

const source = join(repositoryRoot, "tests/fixtures/projects/pet-shop");
const client = got.extend({ throwHttpErrors: false, retry: { limit: 0 } });

const copies: string[] = [];

/** A copy of the project, with one text of a file replaced by another. */
function copyShop(file?: string, from = "", to = ""): string {
  const root = mkdtempSync(join(tmpdir(), "lockstep-pets-"));
  copies.push(root);
  cpSync(source, root, { recursive: true });
  if (file === undefined) return root;
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(path, text.replace(from, to));
  return root;
}

function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

describe("A project with HTTP APIs", function () {
  this.timeout(60_000);
  after(() => {
    for (const root of copies) rmSync(root, { recursive: true, force: true });
  });

  describe("started", () => {
    let stage: StartedStage;
    let pets: string;
    let echo: string;
    let status: string;
    before(async () => {
      stage = await startStage(copyShop());
      [pets = "", echo = "", status = ""] = stage.urls;
    });
    after(async () => {
      await stage.stop("SIGTERM");
    });

    it("has each API on a port of its own, $default without a prefix", () => {
      expect(stage.urls).to.have.length(3);
      expect(pets).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(echo).to.match(/^http:\/\/127\.0\.0\.1:\d+\/dev$/);
      expect(status).to.match(/^http:\/\/127\.0\.0\.1:\d+\/prod$/);
    });

    it("answers by the rules of payload format 2.0", async () => {
      const listed = await client(`${pets}/pets`);
      expect(listed.statusCode).to.equal(200);
      expect(listed.headers["content-type"]).to.equal("application/json");
      expect(JSON.parse(listed.body)).to.deep.include({ id: "a b", name: "Ann", kind: "cat" });
      const found = await client(`${pets}/pets/a%20b`);
      expect(found.statusCode).to.equal(200);
      expect(found.headers["set-cookie"]).to.deep.equal(["seen=1; Secure", "last=200"]);
      expect(found.headers["apigw-requestid"]).to.match(/=$/);
    });

    it("lets an invalid request through to the function, which refuses it", async () => {
      const refused = await client.post(`${pets}/pets`, { json: { name: "Rex" } });
      expect(refused.statusCode).to.equal(400);
      expect(JSON.parse(refused.body)).to.deep.equal({ error: "a pet has a name and a kind" });
    });

    it("answers CORS for the function, and drops the function's own headers", async () => {
      const origin = "https://shop.example.com";
      const preflight = await client(`${pets}/pets`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
      expect(preflight.statusCode).to.equal(204);
      expect(preflight.headers["access-control-allow-methods"]).to.equal("GET,POST");
      const asked = await client(`${pets}/pets/a%20b`, { headers: { origin } });
      expect(asked.headers["access-control-allow-origin"]).to.equal(origin);
      expect(asked.headers["access-control-allow-credentials"]).to.equal("true");
      const plain = await client(`${pets}/pets/a%20b`);
      expect(plain.headers["access-control-allow-origin"]).to.equal(undefined);
    });

    it("routes events alone: greedy, default, and payload format 1.0", async () => {
      const greedy = parseJson((await client.put(`${echo}/echo/a%20b/c?x=1&x=2`)).body);
      expect(greedy).to.deep.include({
        routeKey: "ANY /echo/{proxy+}",
        rawPath: "/dev/echo/a b/c",
        pathParameters: { proxy: "a b/c" },
        queryStringParameters: { x: "1,2" },
        stageVariables: { greeting: "hello" },
      });
      const rest = parseJson((await client(`${echo}/anything`)).body);
      expect(member(rest, "routeKey")).to.equal("$default");
      const old = parseJson((await client.post(`${echo}/old`, { body: "a=1" })).body);
      expect(old).to.deep.include({ version: "1.0", resource: "/old", path: "/dev/old" });
    });

    it("answers what is unknown by the rules of each API", async () => {
      const http = await client(`${pets}/nope`);
      expect([http.statusCode, http.body]).to.deep.equal([404, '{"message":"Not Found"}']);
      const rest = await client(`${status}/nope`);
      expect([rest.statusCode, rest.body]).to.deep.equal([
        403,
        '{"message":"Missing Authentication Token"}',
      ]);
      expect(JSON.parse((await client(`${status}/status`)).body)).to.deep.equal({
        path: "/status",
      });
    });

    it("passes the checks by its URL", async () => {
      const { exitCode, stdout, stderr } = await runInThisProcess(copyShop(), [
        "check",
        "--url",
        pets,
        "--only",
        "conformance,contracts",
      ]);
      expect(exitCode, `${stdout}${stderr}`).to.equal(0);
      expect(stdout).to.include("3 of 3 interactions hold");
    });
  });

  it("is in lockstep", async () => {
    const { exitCode, stdout, stderr } = await runInThisProcess(copyShop(), ["check"]);
    expect(exitCode, `${stdout}${stderr}`).to.equal(0);
    expect(stdout).to.include("4 requests to 3 operations").and.include("3 of 3 interactions hold");
  });

  it("fails where a function takes what it has to refuse, for nothing else does", async () => {
    const root = copyShop("src/pets.mjs", "if (!isPet)", "if (false)");
    const { exitCode, stdout } = await runInThisProcess(root, ["check"]);
    expect(exitCode).to.equal(1);
    expect(stdout).to.include("a pet without a kind is refused").and.match(/201/);
  });

  it("fails where a function answers with what the gateway cannot map", async () => {
    const root = copyShop("src/pets.mjs", "JSON.stringify(body)", "body");
    const { exitCode, stdout } = await runInThisProcess(root, ["check"]);
    expect(exitCode).to.equal(1);
    expect(stdout)
      .to.include("conformance/function-failed")
      .and.include("the client sees 500")
      .and.include("body must be a string, found an object");
  });

  it("names its routes, and what of them is not emulated", async () => {
    const version = 'payloadFormatVersion: "2.0"';
    const mapping = 'requestParameters: { "append:header.host": b }';
    const root = copyShop("openapi.yaml", version, `${version}\n        ${mapping}`);
    const { stdout: routes } = await runInThisProcess(root, ["routes"]);
    expect(routes).to.include("EchoApi  HTTP API, stage dev, 3 routes").and.include("$default");
    const { stdout: rows } = await runInThisProcess(root, ["fidelity"]);
    expect(rows).to.include("parameter mapping");
    const { stdout } = await runInThisProcess(root, ["check"]);
    expect(stdout).to.include("does not emulate parameter mapping");
  });

  it("generates events of each format that fit their schema, as those it has do", async () => {
    const root = copyShop();
    for (const operation of ["addPet", "getPet", "POST /old"]) {
      const out = `events/${operation.replaceAll(/\W/g, "-")}.json`;
      const made = await runInThisProcess(root, [
        "events",
        "generate",
        "--operation",
        operation,
        "--out",
        out,
      ]);
      expect(made.exitCode, made.stderr).to.equal(0);
    }
    const { exitCode, stdout } = await runInThisProcess(root, ["events", "validate"]);
    expect(exitCode, stdout).to.equal(0);
    expect(stdout).to.include("5 events");
  });

  describe("in a test", () => {
    const project = { root: copyShop() };

    it("is called in process and over HTTP", async () => {
      for (const target of ["stage", "stage-http"]) {
        const api = await openApi({ ...project, target, api: "PetApi" });
        const added = await api.call("addPet", { body: { name: "Tom", kind: "cat" } });
        expect(added.status).to.equal(201);
        expect(api.target.gateway).to.equal("http");
        expect(added.exchange.trace.functionId).to.equal("PetFunction");
        expect(added.exchange.trace.event).to.include({ version: "2.0", routeKey: "POST /pets" });
        await api.close();
      }
    });

    it("gives an event of format 2.0, typed", async () => {
      const event: APIGatewayProxyEventV2 = await eventFor("getPet", {
        path: { petId: "a b" },
        payloadFormatVersion: "2.0",
        project,
      });
      expect(event).to.deep.include({
        routeKey: "GET /pets/{petId}",
        rawPath: "/pets/a b",
        pathParameters: { petId: "a b" },
      });
    });

    it("gives the event of the operation's format without being asked for one", async () => {
      const get = await eventFor("listPets", { project });
      expect(get).to.include({ version: "2.0", rawPath: "/pets" });
      const old = await eventFor("POST /old", { project });
      expect(old).to.include({ version: "1.0", path: "/dev/old" });
    });

    it("refuses an event of another format than asked for", async () => {
      for (const operation of ["POST /old", "GET /status"]) {
        const asked = eventFor(operation, { project, payloadFormatVersion: "2.0" });
        const error: unknown = await asked.catch((thrown: unknown) => thrown);
        expect(error)
          .to.be.instanceOf(LockstepError)
          .with.property("code", "project/event-not-made");
      }
    });

    it("holds what a loaded function returns against the operation of its event", async () => {
      const pets = await loadFunction("PetFunction", project);
      const event = await eventFor("getPet", { path: { petId: "a b" }, project });
      expect((await pets(event)).json).to.include({ name: "Ann" });
      const listed = await pets({ routeKey: "GET /pets" });
      expect(listed["result"]).to.be.an("array");
      const undocumented = pets({ routeKey: "GET /pets/{petId}", pathParameters: {} });
      expect((await undocumented).statusCode).to.equal(404);
    });

    it("holds a result against the operation by the rules of format 2.0", async () => {
      // The project is the one the last event was made in.
      await eventFor("listPets", { project });
      checkResponse("listPets", [{ id: "1", name: "Ann", kind: "cat" }]);
      expect(() => checkResponse("listPets", [{ id: 1 }])).to.throw(/does not satisfy listPets/);
      expect(() => checkResponse("listPets", { statusCode: "ok" })).to.throw();
    });
  });
});
