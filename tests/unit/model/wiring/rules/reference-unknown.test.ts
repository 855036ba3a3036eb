import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  messagesOf,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/reference-unknown";

function found(extra: string, body = include(), sections = ""): readonly string[] {
  const spec = specOf({ "get /x": "Fn" }, extra);
  const template = templateOf(apiOf("OrderApi", body) + functionOf("Fn"), sections);
  return wiredProblems(code, { template, documents: { "openapi.yaml": spec } }).map(
    ({ message, hint, location }) => `${String(location?.line)} ${message} ${hint ?? ""}`,
  );
}

const title = (value: string): string => `x-title: ${value}\n`;

describe("referenceUnknown", () => {
  it("finds a name that is neither a parameter nor a resource", () => {
    expect(found(title("{ Ref: OrdrApi }")).join()).to.match(
      /^5 openapi\.yaml of OrderApi refers to OrdrApi.*Write OrderApi\./,
    );
    expect(found(title("{ Fn::GetAtt: [Role, Arn] }")).join()).to.contain("refers to Role");
    expect(found(title('{ Fn::Sub: "${Nope}-${AWS::Region}" }')).join()).to.contain(
      "refers to Nope",
    );
    expect(found(title('{ Fn::Sub: "${stageVariables.a}" }')).join()).to.contain(
      "Write ${!stageVariables.name}",
    );
  });

  it("finds the role of an integration that is not there", () => {
    const route =
      "  /y: { get: { x-amazon-apigateway-integration: { type: mock, credentials: { Fn::GetAtt: [Role, Arn] } } } }\n";
    expect(found(route).join()).to.contain("refers to Role");
  });

  it("finds each place once, though two APIs include the document", () => {
    const template = templateOf(apiOf("A", include()) + apiOf("B", include()) + functionOf("Fn"));
    const documents = { "openapi.yaml": specOf({}, title("{ Ref: Nope }")) };
    expect(wiredProblems(code, { template, documents })).to.have.length(1);
  });

  for (const value of [
    "{ Ref: OrderApi }",
    "{ Ref: P }",
    "{ Ref: AWS::Region }",
    "{ Fn::GetAtt: [FnRole, Arn] }",
    '{ Fn::Sub: ["${Own}-${!Literal}", { Own: a }] }',
    "{ Ref: Nope, type: string }",
    "{ properties: { Ref: { type: string } } }",
    '"${Nope}"',
  ]) {
    it(`accepts ${value}`, () => {
      expect(
        found(title(value), include(), "Parameters: { P: { Type: String, Default: a } }\n"),
      ).to.deep.equal([]);
    });
  }

  it("leaves uris to the rules that follow them, and other documents to whoever reads them", () => {
    const template = templateOf(apiOf("A", include()));
    const documents = { "openapi.yaml": specOf({ "get /x": "Gone" }) };
    expect(messagesOf(wiredProblems(code, { template, documents }))).to.equal("");
    expect(found(title("{ Ref: Nope }"), "DefinitionUri: openapi.yaml")).to.deep.equal([]);
    expect(
      found(
        title("{ Ref: Nope }"),
        include(),
        "Transform: [AWS::Serverless-2016-10-31, MyMacro]\n",
      ),
    ).to.deep.equal([]);
  });
});
