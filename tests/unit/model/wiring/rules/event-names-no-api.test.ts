import { expect } from "chai";
import {
  apiOf,
  functionOf,
  messagesOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/event-names-no-api";

function fault(
  type: string,
  property: string,
  value: string,
  resources = "",
  sections = "",
): string {
  const event = `{ E: { Type: ${type}, Properties: { Path: /x, Method: get, ${property}: ${value} } } }`;
  const template = templateOf(
    functionOf("Fn", event) +
      apiOf("Rest", "DefinitionBody: {}") +
      apiOf("Http", "DefinitionBody: {}", "HttpApi") +
      resources,
    sections,
  );
  const [problem] = wiredProblems(code, { template });
  return problem === undefined
    ? ""
    : `${problem.severity}: ${problem.message} ${problem.hint ?? ""}`;
}

const hand =
  "  Hand: { Type: AWS::ApiGateway::RestApi, Properties: { Name: x } }\n  V2: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: x } }\n";

describe("eventNamesNoApi", () => {
  it("finds a name that the template does not have, and the API that was meant", () => {
    const found = fault("Api", "RestApiId", "Rst");
    expect(found).to.match(
      /^error: RestApiId of the event E of Fn names Rst, which the template does not have/,
    );
    expect(found).to.contain("RestApiId: !Ref Rest");
    expect(fault("HttpApi", "ApiId", "Htp")).to.contain("ApiId: !Ref Http");
  });

  it("finds what SAM takes for no reference", () => {
    expect(fault("Api", "RestApiId", "!ImportValue api")).to.contain("should be a string");
    const parameter = "Parameters: { P: { Type: String, Default: a } }\n";
    expect(fault("Api", "RestApiId", "!Ref P", "", parameter)).to.contain("is the parameter P");
    expect(fault("Api", "RestApiId", "!Ref Fn")).to.contain(
      "which is no API but an AWS::Serverless::Function",
    );
  });

  it("tells the two types of API apart as SAM does", () => {
    expect(fault("Api", "RestApiId", "!Ref Http")).to.match(
      /^error: .*AWS::Serverless::HttpApi; SAM refuses it/,
    );
    expect(fault("HttpApi", "ApiId", "!Ref Rest")).to.match(/^warning: .*SAM adds no route to it/);
  });

  for (const [type, property, value] of [
    ["Api", "RestApiId", "!Ref Rest"],
    ["Api", "RestApiId", "Rest"],
    ["Api", "RestApiId", "!Ref Hand"],
    ["Api", "RestApiId", "!Ref ServerlessRestApi"],
    ["Api", "RestApiId", "!Ref ToldOfByTheTemplateLayer"],
    ["HttpApi", "ApiId", "!Ref Http"],
    ["HttpApi", "ApiId", "!Ref V2"],
    ["SQS", "RestApiId", "!Ref Nothing"],
  ] as const) {
    it(`accepts ${property}: ${value} of an ${type} event`, () => {
      expect(fault(type, property, value, hand)).to.equal("");
    });
  }

  it("says nothing of names that a loop or a macro may bring", () => {
    expect(
      fault("Api", "RestApiId", "!Ref Later", "  Fn::ForEach::X: [A, [B], { C: { Type: T } }]\n"),
    ).to.equal("");
  });

  it("leaves events of the implicit API alone", () => {
    const template = templateOf(
      functionOf("Fn", "{ E: { Type: Api, Properties: { Path: /x, Method: get } } }"),
    );
    expect(messagesOf(wiredProblems(code, { template }))).to.equal("");
  });
});
