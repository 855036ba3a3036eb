import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import {
  loadProject,
  type Project,
  type ProjectApi,
} from "../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../src/harness/app/project/resolve-config.ts";
import { startLocal, type LocalProject } from "../../src/harness/app/project/start-local.ts";
import { bodyText, headerValue } from "../../src/harness/core/http-message.ts";
import { isObject } from "../../src/harness/core/json.ts";
import type { Exchange, Target } from "../../src/harness/core/target.ts";
import { createStage, type Stage } from "../../src/harness/local/stage/create-stage.ts";
import { corpusFolder, listCorpus } from "../corpus/corpus-project.ts";
import { functionTable, type TableFunction } from "../support/stage/function-table.ts";
import {
  recordingEndpoint,
  type RecordingAnswer,
  type RecordingEndpoint,
} from "../support/stage/recording-endpoint.ts";
import { realClock, realIds, request, send } from "../support/stage/test-stage.ts";

const folder = corpusFolder();
const names = listCorpus(folder).map(({ name }) => name);

describe("Integrations of real SAM projects (skipped where the corpus is absent)", function () {
  this.timeout(30_000);
  const roots: string[] = [];
  let local: LocalProject | null = null;
  let aws: RecordingEndpoint | null = null;
  afterEach(async () => {
    await aws?.close();
    aws = null;
    await local?.close();
    local = null;
    for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
  });

  interface Given {
    readonly parameters?: readonly string[];
    /** Files the corpus left out, by their place in the project. */
    readonly files?: Readonly<Record<string, string>>;
  }

  async function load(name: string, { parameters, files }: Given = {}): Promise<Project | null> {
    if (folder === null || !names.includes(name)) return null;
    const root = mkdtempSync(join(tmpdir(), "lockstep-corpus-"));
    roots.push(root);
    cpSync(join(folder, name), root, { recursive: true });
    for (const [file, text] of Object.entries(files ?? {})) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const { config } = await resolveConfig({ root, parameterOverrides: parameters ?? [] });
    return loadProject(config);
  }

  function apiOf(project: Project, logicalId: string): ProjectApi {
    const api = project.apis.find(({ wired }) => wired.resource.logicalId === logicalId);
    if (api === undefined) throw new Error(`no API ${logicalId}`);
    return api;
  }

  /** The target of an API of a project of the corpus, `null` where it is not there. */
  async function open(name: string, logicalId: string, given: Given = {}): Promise<Target | null> {
    const project = await load(name, given);
    if (project === null) return null;
    local = await startLocal(project);
    return local.inProcessTarget(apiOf(project, logicalId));
  }

  interface StandIn {
    readonly stage: Stage;
    readonly aws: RecordingEndpoint;
  }

  /** The stage of such an API before an endpoint that only keeps what it is asked. */
  async function standIn(
    name: string,
    logicalId: string,
    setting: {
      readonly answer?: RecordingAnswer;
      readonly functions?: Readonly<Record<string, TableFunction>>;
      readonly files?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<StandIn | null> {
    const { files = {} } = setting;
    const project = await load(name, { files });
    if (project === null) return null;
    const { wired, registry } = apiOf(project, logicalId);
    aws = await recordingEndpoint(setting.answer);
    const stage = createStage({
      api: wired,
      stageName: "prod",
      stageVariables: wired.resource.stageVariables,
      schemas: registry,
      invoker: functionTable(setting.functions ?? {}),
      ports: { clock: realClock, ids: realIds },
      awsEndpoint: aws.url,
    });
    return { stage, aws };
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

  it("pattern-apigw-http-api-eventbridge is refused by the name of the service", async function () {
    const target = await open("pattern-apigw-http-api-eventbridge", "MyHttpApi");
    if (target === null) return this.skip();
    const { response } = await target.send(request("POST /", {}, '{"Detail":{"a":1}}'));
    expect([response.status, bodyText(response)]).to.deep.equal([
      501,
      '{"message":"Lockstep\'s local stage does not emulate the service integration EventBridge-PutEvents."}',
    ]);
  });

  it("pattern-apigw-sfn-crud sends the request to its state machine, and answers with the output", async function () {
    const output = '{"items":[]}';
    const made = await standIn("pattern-apigw-sfn-crud", "Api", {
      answer: { body: JSON.stringify({ status: "SUCCEEDED", output }) },
    });
    if (made === null) return this.skip();
    const { response } = await send(
      made.stage,
      request("POST /prod/7", {}, '{"a":"it\'s \\"x\\""}'),
    );
    expect([response.status, bodyText(response).trim()]).to.deep.equal([200, output]);
    const [call] = made.aws.calls;
    expect(call?.headers["x-amz-target"]).to.equal("AWSStepFunctions.StartSyncExecution");
    const sent: unknown = JSON.parse(call?.body ?? "");
    expect(sent).to.deep.equal({
      input: '{"data" :{"a":"it\'s \\"x\\""},"httpMethod" :"POST"}',
      stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:local-StateMachine",
    });
    const text = await send(
      made.stage,
      request("POST /prod/", { "Content-Type": "text/plain" }, "a"),
    );
    expect(text.response.status).to.equal(415);
  });

  it("pattern-apigw-mappingtemplate-lambda-nodejs gives its function the id of the request", async function () {
    const made = await standIn("pattern-apigw-mappingtemplate-lambda-nodejs", "ApiRegional", {
      functions: { LambdaFunction: () => "Hello" },
    });
    if (made === null) return this.skip();
    const { response, trace } = await send(made.stage, request("PUT /prod/", {}, "{}"));
    expect(trace.event).to.deep.equal({ context: { "request-id": trace.requestId } });
    expect([response.status, bodyText(response)]).to.deep.equal([200, '"Hello"']);
    const headers = { "Content-Type": "text/plain" };
    expect((await send(made.stage, request("PUT /prod/", headers, "x"))).response.status).to.equal(
      415,
    );
  });

  it("pattern-lambda-durable-order-processing-sam answers 202 before its function is done", async function () {
    const done = Promise.withResolvers<null>();
    const events: unknown[] = [];
    const made = await standIn("pattern-lambda-durable-order-processing-sam", "OrderApi", {
      functions: {
        OrderProcessingFunction: (event) => {
          events.push(event);
          return done.promise;
        },
      },
    });
    if (made === null) return this.skip();
    const { response } = await send(made.stage, request("POST /prod/orders", {}, '{"n":1}'));
    done.resolve(null);
    expect(response.status).to.equal(202);
    const body: unknown = JSON.parse(bodyText(response));
    expect(body).to.have.property("message", "Order processing initiated");
    const orderId = isObject(body) ? String(body["orderId"]) : "";
    expect(orderId).to.match(/^order-\d{13}$/);
    expect(events).to.deep.equal([{ orderId, body: { n: 1 } }]);
    const xml = { "Content-Type": "application/xml" };
    expect(
      (await send(made.stage, request("POST /prod/orders", xml, "<a/>"))).response.status,
    ).to.equal(415);
  });

  it("pattern-apigw-http-api-eventbridge puts the detail of the body as an event", async function () {
    const answer = '{"Entries":[{"EventId":"1"}],"FailedEntryCount":0}';
    const made = await standIn("pattern-apigw-http-api-eventbridge", "MyHttpApi", {
      answer: { body: answer, headers: { "Content-Type": "application/x-amz-json-1.1" } },
    });
    if (made === null) return this.skip();
    const sent = await send(made.stage, request("POST /prod/", {}, '{"Detail":{"a":"it\'s"}}'));
    expect([sent.response.status, bodyText(sent.response)]).to.deep.equal([200, answer]);
    const [call] = made.aws.calls;
    expect(call?.headers["x-amz-target"]).to.equal("AWSEvents.PutEvents");
    const body: unknown = JSON.parse(call?.body ?? "");
    expect(body).to.deep.equal({
      Entries: [{ Detail: '{"a":"it\'s"}', DetailType: "MyDetailType", Source: "WebApp" }],
    });
    const without = await send(made.stage, request("POST /prod/", {}, "{}"));
    expect(without.response.status).to.equal(400);
    expect(made.aws.calls).to.have.length(1);
  });

  it("samples-queue-ingestion sends the whole body to its queue, for a caller it knows", async function () {
    const made = await standIn("samples-queue-ingestion", "JobRequestAPI", {
      // Its authorizer is of a Python that few machines have: the configuration answers for it.
      files: {
        "lockstep.config.json": JSON.stringify({ functions: { AuthorizerFunction: "stub.mjs" } }),
        "stub.mjs": "export const handler = () => {};\n",
      },
      functions: {
        AuthorizerFunction: () => ({
          principalId: "caller",
          policyDocument: {
            Version: "2012-10-17",
            Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: "*" }],
          },
        }),
      },
    });
    if (made === null) return this.skip();
    const line = "POST /prod/submit-job-request";
    expect((await send(made.stage, request(line, {}, "job"))).response.status).to.equal(401);
    const known = { Authorization: "Bearer a" };
    const { response, trace } = await send(made.stage, request(line, known, '{"job":"a&b"}'));
    expect(trace.gatewayDetail).to.equal(null);
    expect(response.status).to.equal(200);
    const form = new URLSearchParams(made.aws.calls[0]?.body);
    expect([form.get("Action"), form.get("MessageBody")]).to.deep.equal([
      "SendMessage",
      '{"job":"a&b"}',
    ]);
    expect(form.get("QueueUrl")).to.match(/^https:\/\/sqs\.us-east-1\.amazonaws\.com\/\d{12}\/.+/);
  });

  it("pattern-apigw-rest-apigw-rest goes on to the other API of its template", async function () {
    // The other API takes only requests with the key that the integration adds.
    const target = await open("pattern-apigw-rest-apigw-rest", "PrimaryApi", {
      parameters: ["ApiKeyValue=a-key-of-twenty-characters"],
      files: {
        "src/app.mjs":
          "export const handler = async () => ({ statusCode: 200, body: process.env.LOCATION });",
      },
    });
    if (target === null) return this.skip();
    for (const [line, body] of [
      ["GET /admin/reports", "Response from reporting application"],
      ["GET /admin/users", "Response from user management application"],
    ] as const) {
      const { response, trace } = await target.send(request(line));
      expect(trace.gatewayDetail, line).to.equal(null);
      expect([response.status, bodyText(response)]).to.deep.equal([200, body]);
    }
  });
});
