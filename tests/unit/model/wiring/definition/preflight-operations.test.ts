import { expect } from "chai";
import { isObject } from "../../../../../src/harness/core/json.ts";
import type { WiredOperation } from "../../../../../src/harness/model/wiring/project-model.ts";
import { wireTemplate } from "../../../../support/wiring/read-definition.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

const mock = "{ x-amazon-apigateway-integration: { type: mock } }";
const spec = `openapi: 3.0.1
paths:
  /any: { x-amazon-apigateway-any-method: ${mock} }
  /own: { get: ${mock}, options: ${mock} }
  /two: { get: ${mock}, put: ${mock} }
  /bare: { parameters: [] }
`;
const include =
  "DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: a.yaml } } }";

function operations(properties: string, more = ""): readonly WiredOperation[] {
  const template = readTemplate(
    `${more}Resources:\n  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev, ${properties} } }\n`,
  );
  return wireTemplate(template, { "a.yaml": spec }).apis[0]?.operations ?? [];
}

function added(all: readonly WiredOperation[]): readonly string[] {
  return all.filter((each) => each.added?.by === "cors").map(({ operation }) => operation.path);
}

/** Headers of the mock answer of a path. */
function headersOf(all: readonly WiredOperation[], path: string): unknown {
  const raw = all.find(({ operation }) => operation.key === `OPTIONS ${path}`)?.operation
    .integration?.raw;
  const responses = isObject(raw?.["responses"]) ? raw["responses"] : {};
  const answer = responses["default"];
  return isObject(answer) ? answer["responseParameters"] : undefined;
}

describe("preflightOperations", () => {
  const paths = ["/any", "/two", "/bare"];

  it("adds OPTIONS to every path that has none, also where any method is routed", () => {
    expect(added(operations(`Cors: "'*'", ${include}`))).to.deep.equal(paths);
  });

  it("gives the added routes the document's default validator", () => {
    const body = `DefinitionBody: { openapi: 3.0.1, x-amazon-apigateway-request-validator: all, paths: { /a: { get: ${mock} } } }`;
    const names = operations(`Cors: "'*'", ${body}`).map(
      ({ operation }) => `${operation.key} ${operation.requestValidator?.name ?? "-"}`,
    );
    expect(names).to.deep.equal(["GET /a all", "OPTIONS /a all"]);
  });

  it("adds none where the document has one that a condition removes", () => {
    const body = `Cors: "'*'", DefinitionBody: { openapi: 3.0.1, paths: { /a: { get: ${mock}, options: { Fn::If: [Off, ${mock}, !Ref AWS::NoValue] } } } }`;
    expect(added(operations(body, "Conditions: { Off: !Equals [a, b] }\n"))).to.deep.equal([]);
  });

  it("looks at the first of two spellings of a path alone", () => {
    const body = (first: string): string =>
      `Cors: "'*'", DefinitionBody: { openapi: 3.0.1, paths: { /a${first}, /a/: { put: ${mock} }, /: { get: ${mock} } } }`;
    expect(added(operations(body(`: { get: ${mock} }`)))).to.deep.equal(["/a", "/"]);
    expect(added(operations(body(`: { options: ${mock} }`)))).to.deep.equal(["/"]);
  });

  it("takes Cors of Globals", () => {
    expect(added(operations(include, `Globals: { Api: { Cors: "'*'" } }\n`))).to.deep.equal(paths);
  });

  it("goes on where the origin is not known", () => {
    expect(added(operations(`Cors: !ImportValue origin, ${include}`))).to.deep.equal(paths);
  });

  it("adds nothing to a file of DefinitionUri, nor without Cors", () => {
    expect(added(operations(`Cors: "'*'", DefinitionUri: a.yaml`))).to.deep.equal([]);
    expect(added(operations(include))).to.deep.equal([]);
    expect(added(operations(`Cors: !Ref AWS::NoValue, ${include}`))).to.deep.equal([]);
  });

  it("adds no route for CorsConfiguration of an HTTP API", () => {
    const template = readTemplate(
      `Resources:\n  Api: { Type: AWS::Serverless::HttpApi, Properties: { CorsConfiguration: true, ${include} } }\n`,
    );
    const [api] = wireTemplate(template, { "a.yaml": spec }).apis;
    expect(added(api?.operations ?? [])).to.deep.equal([]);
  });

  it("adds to the paths of events as well", () => {
    const template = readTemplate(`Globals: { Api: { Cors: "'*'" } }
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Events: { A: { Type: Api, Properties: { Path: /a, Method: get } } } } }
`);
    expect(added(wireTemplate(template).apis[0]?.operations ?? [])).to.deep.equal(["/a"]);
  });

  it("allows the methods of the path, unless AllowMethods says others", () => {
    const all = operations(`Cors: "'https://a.example'", ${include}`);
    expect(headersOf(all, "/two")).to.deep.equal({
      "method.response.header.Access-Control-Allow-Origin": "'https://a.example'",
      "method.response.header.Access-Control-Allow-Methods": "'GET,OPTIONS,PUT'",
    });
    expect(headersOf(all, "/any")).to.include({
      "method.response.header.Access-Control-Allow-Methods":
        "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'",
    });
    const own = operations(`Cors: { AllowMethods: "'GET'", AllowCredentials: true }, ${include}`);
    expect(headersOf(own, "/two")).to.deep.equal({
      "method.response.header.Access-Control-Allow-Methods": "'GET'",
      "method.response.header.Access-Control-Allow-Credentials": "'true'",
    });
  });

  it("places the routes at Cors, and asks them for the default authorizer unless told not to", () => {
    const auth = (more: string) =>
      `Auth: { DefaultAuthorizer: A, Authorizers: { A: { FunctionArn: a } }${more} }`;
    const cors = (properties: string) =>
      operations(`Cors: "'*'", ${include}, ${properties}`).find(
        (each) => each.added?.by === "cors",
      );
    const guarded = cors(auth(""));
    expect(guarded?.added?.pointer).to.equal("/Resources/Api/Properties/Cors");
    expect(guarded?.operation.security).to.deep.equal([["A"]]);
    const open = cors(auth(", AddDefaultAuthorizerToCorsPreflight: false"));
    expect(open?.operation.security).to.deep.equal([]);
  });

  it("asks them for the API key that all routes ask for, unless told not to", () => {
    const security = (more: string) =>
      operations(`Cors: "'*'", ${include}, Auth: { ApiKeyRequired: true${more} }`).find(
        (each) => each.added?.by === "cors",
      )?.operation.security;
    expect(security("")).to.deep.equal([["api_key"]]);
    expect(security(", AddApiKeyRequiredToCorsPreflight: true")).to.deep.equal([["api_key"]]);
    expect(security(", AddApiKeyRequiredToCorsPreflight: false")).to.deep.equal([]);
  });
});
