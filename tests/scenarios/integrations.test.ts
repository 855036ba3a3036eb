import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import got from "got";

import { repositoryRoot } from "../support/scenarios/order-project.ts";
import { runCommandLine } from "../support/scenarios/run-command-line.ts";
import { startStage, type StartedStage } from "../support/scenarios/start-stage.ts";

// One route for each kind of integration of a REST API, as a user starts and calls it.

const source = join(repositoryRoot, "tests/fixtures/projects/integrations");
const client = got.extend({ throwHttpErrors: false, retry: { limit: 0 } });

describe("A project with every kind of integration", function () {
  this.timeout(60_000);
  let root: string;
  let server: Server;
  let stage: StartedStage;
  let url: string;

  before(async () => {
    root = mkdtempSync(join(tmpdir(), "lockstep-integrations-"));
    cpSync(source, root, { recursive: true });
    server = createServer(({ url: target, headers }, outgoing) => {
      outgoing.end(JSON.stringify({ target, host: headers.host }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const integrations = { "https://api.example.com/v1": `http://127.0.0.1:${port}/stub` };
    writeFileSync(join(root, "lockstep.config.json"), JSON.stringify({ integrations }));
    stage = await startStage(root);
    [url = ""] = stage.urls;
  });
  after(async () => {
    await stage.stop("SIGTERM");
    server.close();
    rmSync(root, { recursive: true, force: true });
  });

  it("answers by a Lambda proxy", async () => {
    const { statusCode, body } = await client(`${url}/proxy`);
    expect([statusCode, body]).to.deep.equal([200, '{"path":"/proxy","from":null}']);
  });

  it("answers by a custom Lambda function, its failures by patterns", async () => {
    const made = await client.post(`${url}/custom/7`, { json: { text: "one two" } });
    expect(made.statusCode).to.equal(201);
    expect(JSON.parse(made.body)).to.deep.equal({ made: "7", words: 2, colour: "red" });
    const gone = await client.post(`${url}/custom/gone`, { json: { text: "" } });
    expect([gone.statusCode, gone.body.trim()]).to.deep.equal([
      404,
      '{"message": "Not Found: gone"}',
    ]);
    const form = await client.post(`${url}/custom/7`, { form: { text: "x" } });
    expect(form.statusCode).to.equal(415);
  });

  it("does not wait for a function it invokes asynchronously", async () => {
    const { statusCode, body } = await client.post(`${url}/event`, { json: { id: "1", text: "" } });
    expect([statusCode, body]).to.deep.equal([202, ""]);
  });

  it("answers by a mock, and the OPTIONS methods of Cors with it", async () => {
    const well = await client(`${url}/health`);
    expect([well.body, well.headers["cache-control"]]).to.deep.equal([
      '{"stage": "dev"}',
      "no-store",
    ]);
    const preflight = await client(`${url}/notes/1`, { method: "OPTIONS" });
    expect(preflight.statusCode).to.equal(200);
    expect(preflight.headers).to.include({
      "access-control-allow-origin": "https://shop.example.com",
      "access-control-allow-methods": "GET,OPTIONS,PUT",
    });
    expect(well.headers["access-control-allow-origin"]).to.equal(undefined);
  });

  it("answers by another API of the template, without a socket", async () => {
    const { statusCode, body } = await client(`${url}/other`);
    expect([statusCode, body]).to.deep.equal([200, '{"path":"/hello","from":"NoteApi"}']);
  });

  it("answers by the server the configuration names", async () => {
    const { statusCode, body } = await client(`${url}/server/a%20b?q=1`);
    expect(statusCode).to.equal(200);
    expect(JSON.parse(body)).to.deep.equal({
      target: "/stub/a%20b?q=1",
      host: "api.example.com",
    });
  });

  it("keeps and finds items of DynamoDB by templates alone", async () => {
    expect((await client(`${url}/notes/1`)).statusCode).to.equal(404);
    const kept = await client.put(`${url}/notes/1`, { json: { text: "milk" } });
    expect([kept.statusCode, kept.body]).to.deep.equal([204, ""]);
    const found = await client(`${url}/notes/1`);
    expect([found.statusCode, found.body.trim()]).to.deep.equal([200, '{"text": "milk"}']);
    // The service's own refusal goes through the patterns as well.
    expect((await client.put(`${url}/notes/1`, { json: {} })).statusCode).to.equal(204);
  });

  it("refuses a service that is not here, by name", async () => {
    const { statusCode, body } = await client.post(`${url}/queue`, { json: {} });
    expect(statusCode).to.equal(501);
    expect(body).to.contain("the service integration sqs:");
  });

  it("is checked, and its remaining gap listed", async () => {
    const { stdout } = await runCommandLine(root, ["fidelity", "--json"]);
    expect(stdout).to.contain("the service integration sqs");
    expect(stdout).to.not.contain("the service integration dynamodb");
  });
});
