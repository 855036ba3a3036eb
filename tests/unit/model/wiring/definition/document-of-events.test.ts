import { expect } from "chai";
import { isObject } from "../../../../../src/harness/core/json.ts";
import {
  keysOf,
  readDefinition,
  wireTemplate,
} from "../../../../support/wiring/read-definition.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

const fn = (name: string, events: string, more = ""): string =>
  `  ${name}: { Type: AWS::Serverless::Function, ${more} Properties: { Handler: a.b, Events: { ${events} } } }\n`;
const api = (path: string, method: string, more = ""): string =>
  `{ Type: Api, Properties: { Path: ${path}, Method: ${method}${more} } }`;
const http = (properties: string): string => `{ Type: HttpApi, Properties: { ${properties} } }`;
const own = "Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev";

describe("documentOfEvents", () => {
  it("makes the routes of the implicit REST API, located at their events", () => {
    const template = readTemplate(
      `Resources:\n${fn("List", `A: ${api("/orders", "get")}`)}${fn("Any", `B: ${api('"/{proxy+}"', "ANY")}`)}`,
    );
    const read = readDefinition(template, "ServerlessRestApi");
    expect(keysOf(read)).to.deep.equal(["GET /orders", "ANY /{proxy+}"]);
    expect(read.document?.written).to.equal("generated");
    const [first] = read.document?.operations ?? [];
    expect(read.document?.source.locate(first?.integration?.pointer ?? "")).to.deep.include({
      file: "template.yaml",
      line: 2,
      pointer: "/Resources/List/Properties/Events/A",
    });
    expect(read.document?.problems).to.deep.equal([]);
  });

  it("makes the routes of the implicit HTTP API, $default among them", () => {
    const template = readTemplate(
      `Resources:\n${fn("List", `A: ${http("Path: /orders, Method: get")}, D: { Type: HttpApi }`)}`,
    );
    const project = wireTemplate(template);
    expect(
      project.apis[0]?.operations.map(({ operation, function: called, permitted, added }) => [
        operation.key,
        called?.resource.logicalId,
        permitted,
        added?.by,
      ]),
    ).to.deep.equal([
      ["GET /orders", "List", true, "event"],
      ["ANY /$default", "List", true, "event"],
    ]);
    expect(project.problems.map(({ code }) => code)).to.deep.equal(["wiring/spec-not-wired"]);
  });

  it("has nothing of functions a condition removes", () => {
    const template = readTemplate(
      `Conditions: { Never: !Equals [a, b] }\nResources:\n  ${own} } }\n${fn("Gone", `A: ${api("/a", "get", ", RestApiId: !Ref Api")}`, "Condition: Never,")}`,
    );
    expect(keysOf(readDefinition(template, "Api"))).to.deep.equal([]);
  });

  it("calls the alias a function publishes", () => {
    const template = readTemplate(
      `Globals: { Function: { AutoPublishAlias: live } }\nResources:\n${fn("List", `A: ${api("/orders", "get")}`)}`,
    );
    expect(wireTemplate(template).apis[0]?.operations[0]).to.deep.include({
      integration: { kind: "lambda", functionId: "List", qualifier: "live" },
      permitted: true,
    });
  });

  it("has what an event says of parameters and models", () => {
    const template = readTemplate(
      `Resources:\n  ${own}, Models: { Order: { type: object, required: [id] } } } }\n${fn(
        "Add",
        `A: ${api("/orders", "post", `, RestApiId: !Ref Api, RequestModel: { Model: Order, Required: true, ValidateBody: true, ValidateParameters: true }, RequestParameters: [method.request.header.X-Id, { method.request.querystring.page: { Required: true } }]`)}`,
      )}`,
    );
    const [operation] = readDefinition(template, "Api").document?.operations ?? [];
    expect(operation?.requestValidator).to.deep.equal({
      name: "body-and-params",
      defined: true,
      validateBody: true,
      validateParameters: true,
    });
    expect(
      operation?.parameters.map(({ name, in: place, required }) => [place, name, required]),
    ).to.deep.equal([
      ["header", "X-Id", false],
      ["query", "page", true],
    ]);
    expect(operation?.requestBody).to.deep.include({ required: true });
  });

  for (const [auth, event, expected] of [
    ["{ DefaultAuthorizer: Pool, Authorizers: { Pool: { UserPoolArn: a } } }", "", [["Pool"]]],
    [
      "{ DefaultAuthorizer: Pool, Authorizers: { Pool: { UserPoolArn: a } } }",
      ", Auth: { Authorizer: NONE }",
      [],
    ],
    ["{ Authorizers: { Own: { FunctionArn: a } } }", ", Auth: { Authorizer: Own }", [["Own"]]],
    ["{ ApiKeyRequired: true }", "", [["api_key"]]],
    ["{ ApiKeyRequired: true }", ", Auth: { ApiKeyRequired: false }", []],
    ["{ DefaultAuthorizer: AWS_IAM }", "", [["AWS_IAM"]]],
  ] as const) {
    it(`asks what Auth ${auth} asks of an event${event}`, () => {
      const template = readTemplate(
        `Resources:\n  ${own}, Auth: ${auth} } }\n${fn("Fn", `A: ${api("/a", "get", `, RestApiId: !Ref Api${event}`)}`)}`,
      );
      const { document } = readDefinition(template, "Api");
      expect(document?.operations[0]?.security).to.deep.equal(expected);
      const schemes = document?.root["securityDefinitions"];
      for (const [name] of expected)
        expect(isObject(schemes) ? Object.keys(schemes) : []).to.include(name);
    });
  }

  // SAM translator: _build_apigw_integration_uri and add_lambda_integration
  it("streams the response of an event that asks for it, and of no other", () => {
    const streams = ", ResponseTransferMode: RESPONSE_STREAM";
    const template = readTemplate(
      `Resources:\n${fn("Fn", `A: ${api("/a", "get", streams)}, B: ${api("/b", "get", ", ResponseTransferMode: BUFFERED")}`)}`,
    );
    const [a, b] = wireTemplate(template).apis[0]?.operations ?? [];
    expect(a?.integration.kind).to.equal("lambda");
    expect(a?.operation.integration?.raw["responseTransferMode"]).to.equal("STREAM");
    expect(JSON.stringify(a?.operation.integration?.uri)).to.contain(
      "path/2021-11-15/functions/${Fn.Arn}/response-streaming-invocations",
    );
    expect(b?.operation.integration?.raw).not.to.have.property("responseTransferMode");
  });

  it("starts executions of state machines", () => {
    const template = readTemplate(
      `Resources:\n  Flow: { Type: AWS::Serverless::StateMachine, Properties: { Events: { A: ${api("/start", "post")} } } }\n`,
    );
    const project = wireTemplate(template);
    expect(project.apis[0]?.operations[0]?.operation.key).to.equal("POST /start");
    expect(project.apis[0]?.operations[0]?.integration).to.deep.include({
      kind: "service",
      service: "states",
      way: "action",
      target: "StartExecution",
    });
  });

  it("says that an event's route is not known", () => {
    const template = readTemplate(
      `Resources:\n${fn("Fn", `A: ${api("!ImportValue path", "get")}, B: ${api("/b", "get")}`)}`,
    );
    const read = readDefinition(template, "ServerlessRestApi");
    expect(keysOf(read)).to.deep.equal(["GET /b"]);
    expect(read.problems.map(({ code }) => code)).to.deep.equal(["template/value-unknown"]);
  });
});
