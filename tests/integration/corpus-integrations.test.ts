import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { loadProject } from "../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../src/harness/app/project/resolve-config.ts";
import { startLocal, type LocalProject } from "../../src/harness/app/project/start-local.ts";
import { bodyText, headerValue } from "../../src/harness/core/http-message.ts";
import type { Exchange, Target } from "../../src/harness/core/target.ts";
import { corpusFolder, listCorpus } from "../corpus/corpus-project.ts";
import { request } from "../support/stage/test-stage.ts";

const folder = corpusFolder();
const names = listCorpus(folder).map(({ name }) => name);

describe("Integrations of real SAM projects (skipped where the corpus is absent)", function () {
  this.timeout(30_000);
  const roots: string[] = [];
  let local: LocalProject | null = null;
  afterEach(async () => {
    await local?.close();
    local = null;
    for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
  });

  /** The target of an API of a project of the corpus, `null` where it is not there. */
  async function open(name: string, logicalId: string): Promise<Target | null> {
    if (folder === null || !names.includes(name)) return null;
    const root = mkdtempSync(join(tmpdir(), "lockstep-corpus-"));
    roots.push(root);
    cpSync(join(folder, name), root, { recursive: true });
    const { config } = await resolveConfig({ root });
    const project = loadProject(config);
    local = await startLocal(project);
    const api = project.apis.find(({ wired }) => wired.resource.logicalId === logicalId);
    if (api === undefined) throw new Error(`no API ${logicalId}`);
    return local.inProcessTarget(api);
  }

  it("pattern-apigw-ddb-openapi-crud creates, reads, changes, lists and deletes items", async function () {
    const target = await open("pattern-apigw-ddb-openapi-crud", "CrudAPI");
    if (target === null) return this.skip();
    const ask = async (line: string, body: string | null = null): Promise<Exchange> => {
      const exchange = await target.send(request(line, {}, body));
      expect(exchange.trace.gatewayDetail, line).to.equal(null);
      expect(exchange.response.status, line).to.equal(200);
      return exchange;
    };
    const idOf = (exchange: Exchange): unknown => JSON.parse(bodyText(exchange.response));
    const made = await ask("POST /", '{"message":"hello \\"there\\""}');
    const id = made.trace.requestId;
    expect(bodyText(made.response)).to.contain(`"id": "${id}"`);
    await ask("PUT /7", '{"message":"seven"}');
    const expected = { id: "7", message: "seven" };
    expect(idOf(await ask("GET /7"))).to.deep.equal(expected);
    const listed = await ask("GET /");
    expect(idOf(listed)).to.have.length(2);
    expect(headerValue(listed.response.headers, "cache-control")).to.equal("no-cache, no-store");
    expect(listed.trace.awsCalls).to.have.length(1);
    expect(idOf(await ask("DELETE /7"))).to.deep.equal({ message: "item deleted" });
    expect(idOf(await ask("GET /7"))).to.deep.equal({ id: "", message: "" });
  });

  it("pattern-apigw-sfn-crud is refused by the name of the service", async function () {
    const target = await open("pattern-apigw-sfn-crud", "Api");
    if (target === null) return this.skip();
    const { response } = await target.send(request("POST /", {}, '{"a":"it\'s"}'));
    expect([response.status, bodyText(response)]).to.deep.equal([
      501,
      '{"message":"Lockstep\'s local stage does not emulate the service integration states:StartSyncExecution."}',
    ]);
  });

  it("pattern-apigw-rest-apigw-rest goes on to the other API of its template", async function () {
    const target = await open("pattern-apigw-rest-apigw-rest", "PrimaryApi");
    if (target === null) return this.skip();
    const { response, trace } = await target.send(request("GET /admin/reports"));
    // The other API asks for a key: whatever it answers, it is asked, and nobody else.
    expect(trace.failure).to.equal(null);
    expect(bodyText(response)).to.not.contain("execute-api");
    expect(response.status).to.not.equal(504);
  });
});
