import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { renderConsole } from "../../../../src/harness/app/report/render-console.ts";
import { renderJson } from "../../../../src/harness/app/report/render-json.ts";
import { allProblems, type RunResult } from "../../../../src/harness/app/report/run-result.ts";
import { runCheck, type CheckOptions } from "../../../../src/harness/app/runs/check.ts";
import type { ConfigOverrides } from "../../../../src/harness/app/project/resolve-config.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  listing,
  listingFromState,
  listingGone,
  notePact,
} from "../../../support/app/note-pact.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";
import { runResultViolations } from "../../../support/app/run-result-schema.ts";
import { answer } from "../../../support/app/scripted-target.ts";
import {
  answering,
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";
import { listen } from "../../../support/contracts/order-api.ts";

const template = smallProject["template.yaml"];
const closedPort = "http://127.0.0.1:1/dev";

const options = (root: string, changes: Partial<CheckOptions> = {}): CheckOptions => ({
  overrides: { root },
  url: null,
  headers: [],
  apiLogicalId: null,
  listener: recordPhases(),
  ...changes,
});

const check = (
  files: ProjectFiles,
  changes: Partial<CheckOptions> = {},
  overrides: ConfigOverrides = {},
): Promise<RunResult> =>
  withSmallProject(files, (root) =>
    runCheck(options(root, { ...changes, overrides: { ...overrides, root } })),
  );

const statusesOf = ({ phases }: RunResult) =>
  Object.fromEntries(phases.map(({ name, status }) => [name, status]));
const codesOf = (result: RunResult) => allProblems(result).map(({ code }) => code);

describe("A check", () => {
  it("of a sound project passes every phase that has something to check", async () => {
    const listener = recordPhases();
    const result = await check({ "contracts/shop-notes.json": notePact(listing) }, { listener });
    expect(statusesOf(result)).to.deep.equal({
      load: "passed",
      wiring: "passed",
      gateway: "passed",
      events: "skipped",
      contracts: "passed",
      stage: "passed",
      examples: "passed",
      pact: "passed",
      coverage: "passed",
    });
    expect(result).to.deep.include({ command: "check", exitCode: 0, setupFailure: null });
    expect(result.coverage).to.include({ covered: 2, total: 2 });
    expect(result.target).to.include({ kind: "stage-http", gateway: "rest" });
    expect(listener.told.slice(0, 2)).to.deep.equal([
      "started Spec and template",
      "ended Spec and template: passed",
    ]);
    expect(listener.told).to.have.length(18);
    expect(runResultViolations(renderJson(result))).to.deep.equal([]);
  });

  it("leaves evidence", () =>
    withSmallProject({}, async (root) => {
      await runCheck(options(root));
      expect(existsSync(join(root, ".lockstep/evidence/check.ndjson"))).to.equal(true);
    }));

  it("with a function that is not there still runs what is wired", async () => {
    const result = await check({
      "template.yaml": template.replace("add.handler", "gone.handler"),
    });
    expect(statusesOf(result)).to.include({
      wiring: "failed",
      stage: "passed",
      examples: "passed",
    });
    expect(result.exitCode).to.equal(1);
    const examples = result.phases.find(({ name }) => name === "examples");
    expect(examples?.cases.map(({ status }) => status)).to.deep.equal(["passed", "skipped"]);
    expect(codesOf(result).filter((code) => code.startsWith("conformance/"))).to.deep.equal([]);
  });

  it("with an operation that names no function still runs what is wired", async () => {
    const spec = smallProject["openapi.yaml"].replace("AddFunction", "NoFunction");
    const result = await check({ "openapi.yaml": spec });
    expect(statusesOf(result)).to.include({
      wiring: "failed",
      stage: "passed",
      examples: "passed",
    });
  });

  it("finds an answer that breaks the document, with a command that outlives the run", async () => {
    const result = await check({
      "src/list.mjs": answering(200, { notes: "none" }),
      "contracts/shop-notes.json": notePact(listing),
    });
    expect(statusesOf(result)).to.include({ examples: "failed", pact: "failed" });
    expect(result.exitCode).to.equal(1);
    const problems = allProblems(result).filter(({ reproduction }) => reproduction !== undefined);
    expect(problems.length).to.be.greaterThan(1);
    for (const { reproduction } of problems)
      expect(reproduction).to.contain("'http://127.0.0.1:3000/dev/notes'");
    expect(runResultViolations(renderJson(result))).to.deep.equal([]);
  });

  it("finds a contract the document and the service do not keep", async () => {
    const result = await check({ "contracts/shop-notes.json": notePact(listingGone) });
    expect(statusesOf(result)).to.include({ contracts: "failed", pact: "failed" });
  });

  it("fails from the severity it was told", async () => {
    expect(await check({})).to.include({ exitCode: 0, failOn: "error" });
    const strict = await check({}, {}, { failOn: "warning" });
    expect(strict).to.include({ exitCode: 1, failOn: "warning" });
    expect(statusesOf(strict)).to.include({ load: "failed" });
  });

  it("skips what needs a stage where no API could be read", async () => {
    const result = await check({
      "openapi.yaml": "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: {}\n",
    });
    expect(statusesOf(result)).to.include({
      stage: "skipped",
      examples: "skipped",
      pact: "skipped",
    });
    expect(result.target).to.equal(null);
    expect(result.exitCode).to.equal(1);
    const without = await check({
      "template.yaml": "Resources: { Topic: { Type: AWS::SNS::Topic } }\n",
    });
    expect(without.exitCode).to.equal(0);
    expect(codesOf(without)).to.include("project/no-api");
    expect(codesOf(without)).not.to.include("project/no-operations");
  });

  it("says so where there is no spec to check against, and fails nothing", async () => {
    const body = template.replace(/ *DefinitionBody:[^]*?openapi.yaml } }\n/, "");
    const result = await check({ "template.yaml": body });
    expect(codesOf(result)).to.deep.equal(["wiring/spec-not-wired"]);
    expect(result.exitCode).to.equal(0);
    const text = renderConsole(result, { paint: (_style, each) => each, readText: () => null });
    expect(text).to.contain("No operation was checked. ");
  });

  const eventsAlone = template.replace(/ *DefinitionBody:[^]*?openapi.yaml } }\n/, "");

  it("of an API of events that is named accuses no answer, and says once that it has no contract", async () => {
    const result = await check(
      { "template.yaml": eventsAlone, "src/add.mjs": answering(500, { message: "broken" }) },
      { apiLogicalId: "NotesApi" },
    );
    expect(codesOf(result)).to.deep.equal(["wiring/spec-not-wired"]);
    expect(result.exitCode).to.equal(0);
    expect(statusesOf(result)).to.include({ stage: "passed", examples: "passed" });
    const summaries = new Map(result.phases.map(({ name, summary }) => [name, summary]));
    expect(summaries.get("examples")).to.equal("2 requests to 2 operations");
    expect(summaries.get("coverage")).to.equal("not described: no API has a document");
    expect(result.coverage).to.deep.equal({ covered: 0, total: 0, stale: 0, rows: [] });
  });

  it("of an API of events verifies its pacts, and holds nothing else against the answers", async () => {
    const pact = { "contracts/shop-notes.json": notePact(listing) };
    const files = { ...pact, "template.yaml": eventsAlone };
    const kept = await check(files, { apiLogicalId: "NotesApi" });
    expect(codesOf(kept)).to.deep.equal(["wiring/spec-not-wired"]);
    expect(statusesOf(kept)).to.include({ pact: "passed" });
    const broken = { ...files, "src/list.mjs": answering(418, {}) };
    const codes = codesOf(await check(broken, { apiLogicalId: "NotesApi" }));
    expect(codes).to.include("contracts/status-mismatch");
    expect(codes).not.to.include("conformance/response-invalid");
  });
});

describe("A check that cannot go on", () => {
  it("keeps what it found before, and says why", async () => {
    const listener = recordPhases();
    const result = await check(
      { "contracts/shop-notes.json": notePact(listingGone) },
      { url: closedPort, listener },
    );
    expect(statusesOf(result)).to.deep.equal({
      load: "passed",
      wiring: "passed",
      gateway: "passed",
      events: "skipped",
      contracts: "failed",
      coverage: "passed",
    });
    expect(result.setupFailure).to.include({ code: "target/unreachable" });
    expect(result.setupFailure?.hint).to.be.a("string");
    expect(result.exitCode).to.equal(3);
    expect(listener.told).to.include("ended without a result");
    expect(runResultViolations(renderJson(result))).to.deep.equal([]);
  });

  it("for a URL that is none says so as usage", async () => {
    const result = await check({}, { url: "not a url" });
    expect(result.setupFailure?.code).to.equal("target/bad-url");
    expect(result.exitCode).to.equal(2);
  });

  it("for provider states that do not load still tries the stage, without the pacts", async () => {
    const result = await check({
      "contracts/shop-notes.json": notePact(listingFromState),
      "contracts/provider-states.mjs": "export default {",
    });
    expect(result.setupFailure?.code).to.equal("lambda/module-not-loadable");
    expect(statusesOf(result)).to.include({ load: "passed", contracts: "passed" });
    expect(statusesOf(result)).to.include({ stage: "passed", examples: "passed", pact: "skipped" });
  });

  it("throws for a missing template or an API nobody named", async () => {
    const missing = await lockstepErrorOf(() => check({}, {}, { template: "none.yaml" }));
    expect(missing.code).to.equal("template/not-found");
    const unknown = await lockstepErrorOf(() => check({}, { apiLogicalId: "NoApi" }));
    expect(unknown.code).to.equal("project/api-unknown");
  });
});

describe("The provider states of a check on this machine", () => {
  const states = `export default { "a user exists": () => {
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_PROFILE } = process.env;
  if (!/^http:..127[.]0[.]0[.]1:/.test(AWS_ENDPOINT_URL) || AWS_ACCESS_KEY_ID !== "local" || AWS_PROFILE)
    throw new Error("leads to the account of the user");
} };`;

  it("have the environment of the local AWS, and leave the process's as it was", async () => {
    const { AWS_PROFILE: before } = process.env;
    process.env["AWS_PROFILE"] = "production";
    try {
      const result = await check({
        "contracts/shop-notes.json": notePact(listingFromState),
        "contracts/provider-states.mjs": states,
      });
      expect(codesOf(result)).not.to.include("contracts/state-failed");
      expect(statusesOf(result)).to.include({ pact: "passed" });
      expect(process.env).to.include({ AWS_PROFILE: "production" });
    } finally {
      if (before === undefined) delete process.env["AWS_PROFILE"];
      else process.env["AWS_PROFILE"] = before;
    }
  });
});

describe("A check of a template with several APIs", () => {
  const several = {
    "template.yaml": `${template}  TasksApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        Fn::Transform: { Name: AWS::Include, Parameters: { Location: tasks.yaml } }
  TasksFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: tasks.handler
      Events:
        Call: { Type: Api, Properties: { RestApiId: !Ref TasksApi, Path: /tasks, Method: get } }
`,
    "tasks.yaml": `openapi: 3.0.3
info: { title: Tasks, version: "1" }
paths:
  /tasks:
    get:
      operationId: listTasks
      responses:
        "200": { description: tasks, content: { application/json: { schema: { type: array } } } }
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: { "Fn::Sub": "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${TasksFunction.Arn}/invocations" }
`,
    "src/tasks.mjs": answering(200, { broken: true }),
  };
  const titlesOf = ({ phases }: RunResult) => phases.map(({ title, status }) => [title, status]);

  it("calls the examples of each", async () => {
    const result = await check(several);
    expect(result.setupFailure).to.equal(null);
    expect(titlesOf(result)).to.deep.equal([
      ["Spec and template", "passed"],
      ["Wiring", "passed"],
      ["API Gateway import", "passed"],
      ["Events", "skipped"],
      ["Contracts against the spec", "skipped"],
      ["Local stage of NotesApi", "passed"],
      ["Spec examples of NotesApi", "passed"],
      ["Local stage of TasksApi", "passed"],
      ["Spec examples of TasksApi", "failed"],
      ["Pact verification", "skipped"],
      ["Spec coverage", "passed"],
    ]);
    expect(codesOf(result)).to.include("conformance/response-invalid");
    expect(result.exitCode).to.equal(1);
    expect(runResultViolations(renderJson(result))).to.deep.equal([]);
  });

  it("asks for the API of its pacts, and keeps everything else", async () => {
    const pacts = { ...several, "contracts/shop-notes.json": notePact(listing) };
    const result = await check(pacts);
    expect(result.setupFailure).to.include({ code: "project/api-ambiguous" });
    expect(result.setupFailure?.hint).to.include("--api: NotesApi, TasksApi");
    expect(result.exitCode).to.equal(2);
    expect(titlesOf(result)).to.deep.include.members([
      ["Contracts against the spec", "skipped"],
      ["Spec examples of NotesApi", "passed"],
      ["Spec examples of TasksApi", "failed"],
      ["Pact verification", "skipped"],
    ]);
    const contracts = result.phases.find(({ name }) => name === "contracts");
    expect(contracts?.cases.map(({ status }) => status)).to.deep.equal(["skipped"]);
    const named = await check(pacts, { apiLogicalId: "NotesApi" });
    expect(statusesOf(named)).to.include({ contracts: "passed", examples: "passed" });
    expect(statusesOf(named)).to.include({ pact: "passed" });
    expect(named.exitCode).to.equal(0);
  });

  it("asks for the API behind a URL", async () => {
    const result = await check(several, { url: closedPort });
    expect(result.setupFailure).to.include({ code: "project/api-ambiguous" });
    expect(statusesOf(result)).to.include({ wiring: "passed", stage: "skipped" });
  });
});

describe("A check of a stage behind a URL", () => {
  it("sends everything there, with the headers given, and starts nothing", async () => {
    const seen: string[] = [];
    const server = await listen((request) => {
      const key = request.headers.find(([name]) => name.toLowerCase() === "x-api-key")?.[1];
      seen.push(`${request.method} ${request.path} ${key}`);
      return request.method === "GET" ? answer(200, { notes: [] }) : answer(201);
    });
    const result = await check({}, { url: `${server.url}/live/`, headers: [["x-api-key", "k-1"]] });
    await server.close();
    expect(result.exitCode).to.equal(0);
    expect(result.target).to.deep.equal({
      kind: "deployed",
      name: `${server.url}/live`,
      gateway: "rest",
      baseUrl: `${server.url}/live`,
      dynamodb: null,
    });
    expect(seen).to.deep.equal([
      "GET /live/notes k-1",
      "POST /live/notes k-1",
      "POST /live/notes k-1",
    ]);
  });

  it("whose states need tables says how to name them", async () => {
    const server = await listen((request) =>
      request.method === "GET" ? answer(200, { notes: [] }) : answer(201),
    );
    const result = await check(
      {
        "contracts/shop-notes.json": notePact(listingFromState),
        "contracts/provider-states.mjs": `export default { "a user exists": ({ state }) => state.put("Users", { id: "1" }) };`,
      },
      { url: server.url },
    );
    await server.close();
    const problem = allProblems(result).find(({ code }) => code === "contracts/state-failed");
    expect(problem?.hint).to.contain(
      "If the states need the tables, name them with --dynamodb-endpoint URL",
    );
    expect(result.exitCode).to.equal(1);
  });
});
