import { expect } from "chai";
import { keysOf, readDefinition } from "../../../../support/wiring/read-definition.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

const get = (more = ""): string => `{ get: { responses: { "200": { description: ok } }${more} } }`;
const spec = `openapi: 3.0.1\ninfo: { title: Shop, version: "1" }\npaths:\n  /orders: ${get()}\n`;
const include = (location: string): string =>
  `Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${location} } }`;

function template(properties: string, type = "AWS::Serverless::Api") {
  return readTemplate(`
Parameters:
  Stage: { Type: String, Default: dev }
  Late: { Type: "AWS::SSM::Parameter::Value<String>", Default: /late }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Equals [!Ref Stage, prod]
  IsLate: !Equals [!Ref Late, x]
Resources:
  Api:
    Type: ${type}
    Properties:
      StageName: dev
${properties
  .split("\n")
  .map((line) => `      ${line}`)
  .join("\n")}
`);
}

const codes = ({ problems }: ReturnType<typeof readDefinition>) =>
  problems.map(({ code, severity }) => `${severity} ${code}`);

describe("readApiDocument", () => {
  it("reads a file that is included or named by DefinitionUri", () => {
    for (const properties of [
      `DefinitionBody: { ${include("a.yaml")} }`,
      "DefinitionUri: a.yaml",
    ]) {
      const read = readDefinition(template(properties), "Api", { "a.yaml": spec });
      expect(keysOf(read)).to.deep.equal(["GET /orders"]);
      expect(read.document).to.include({ file: "a.yaml", written: "file" });
      expect(read.problems).to.deep.equal([]);
    }
  });

  it("takes keys beside an include where the file has none of that name", () => {
    const body = template(
      `DefinitionBody:\n  openapi: 3.0.3\n  info: { title: Beside, version: "1" }\n  paths: { /never: ${get()} }\n  ${include("a.yaml")}`,
    );
    const read = readDefinition(body, "Api", {
      "a.yaml": `openapi: 3.0.1\npaths:\n  /orders: ${get()}\n`,
    });
    expect(keysOf(read)).to.deep.equal(["GET /orders"]);
    expect(read.document).to.deep.include({ title: "Beside", version: "3.0" });
    expect(read.document?.source.locate("/info/title")).to.deep.include({
      file: "template.yaml",
      line: 16,
    });
    expect(read.document?.source.locate("/paths/~1orders")).to.deep.include({
      file: "a.yaml",
      line: 3,
    });
  });

  it("puts files included anywhere in an inline body in their place", () => {
    const body = template(
      `DefinitionBody:\n  openapi: 3.0.1\n  info: { title: T, version: "1" }\n  paths:\n    /own: ${get()}\n    ${include("paths.yaml")}\n  components:\n    schemas: { ${include("schemas.yaml")} }`,
    );
    const read = readDefinition(body, "Api", {
      "paths.yaml": `/a: ${get()}\n/b: ${get()}\n`,
      "schemas.yaml": "Order: { type: object }\n",
    });
    expect(keysOf(read)).to.deep.equal(["GET /own", "GET /a", "GET /b"]);
    expect(read.document?.written).to.equal("inline");
    expect(read.document?.root["components"]).to.deep.equal({
      schemas: { Order: { type: "object" } },
    });
    expect(read.document?.source.locate("/paths/~1b/get")).to.deep.include({
      file: "paths.yaml",
      line: 2,
    });
    expect(read.document?.source.locate("/paths/~1own/get")).to.deep.include({
      file: "template.yaml",
    });
    expect(read.document?.problems).to.deep.equal([]);
  });

  it("puts several files included at one place together", () => {
    const both =
      "Fn::Transform: [{ Name: AWS::Include, Parameters: { Location: a.yaml } }, { Name: AWS::Include, Parameters: { Location: b.yaml } }]";
    const files = {
      "a.yaml": `/a: ${get()}\n/b: ${get()}\n`,
      "b.yaml": `\n/b: ${get()}\n/c: ${get()}\n`,
    };
    const nested = readDefinition(
      template(`DefinitionBody: { openapi: 3.0.1, paths: { ${both} } }`),
      "Api",
      files,
    );
    expect(keysOf(nested)).to.deep.equal(["GET /a", "GET /b", "GET /c"]);
    expect(nested.document?.source.locate("/paths/~1b")).to.include({ file: "b.yaml", line: 2 });
    const whole = readDefinition(template(`DefinitionBody: { ${both} }`), "Api", {
      "a.yaml": "openapi: 3.0.1\n",
      "b.yaml": `paths: { /a: ${get()} }\n`,
    });
    expect(keysOf(whole)).to.deep.equal(["GET /a"]);
    expect(whole.problems).to.deep.equal([]);
  });

  it("tells a syntax error of an included part, and nothing else", () => {
    const body = template(`DefinitionBody: { openapi: 3.0.1, paths: { ${include("p.yaml")} } }`);
    const read = readDefinition(body, "Api", { "p.yaml": "/a: [\n" });
    expect(read.document).to.equal(null);
    expect(new Set(codes(read))).to.deep.equal(new Set(["error openapi/syntax-error"]));
    expect(read.problems[0]?.location?.file).to.equal("p.yaml");
  });

  it("says that a part in S3 is not read, and reads the rest", () => {
    const body = template(
      `DefinitionBody: { openapi: 3.0.1, paths: { /own: ${get()}, ${include("s3://b/k")} } }`,
    );
    const read = readDefinition(body, "Api");
    expect(keysOf(read)).to.deep.equal(["GET /own"]);
    expect(codes(read)).to.deep.equal(["warning template/definition-unreadable"]);
  });

  it("stops at a file that includes itself", () => {
    const body = template(`DefinitionBody: { openapi: 3.0.1, paths: { ${include("p.yaml")} } }`);
    const read = readDefinition(body, "Api", {
      "p.yaml": `/a: ${get()}\n/b: { ${include("p.yaml")} }\n`,
    });
    expect(keysOf(read)).to.include("GET /a");
    expect(read.problems.map(({ message }) => message)).to.deep.equal([
      "A part of the document of Api cannot be read: p.yaml includes itself.",
    ]);
  });

  for (const [title, paths, expected] of [
    ["a path", `{ /a: !If [IsDev, ${get()}, !Ref AWS::NoValue] }`, ["GET /a"]],
    ["a path that goes", `{ /a: !If [IsProd, ${get()}, !Ref AWS::NoValue] }`, []],
    [
      "an operation",
      "{ /a: { get: !If [IsProd, !Ref AWS::NoValue, { responses: {} }] } }",
      ["GET /a"],
    ],
    ["all paths", `!If [IsProd, { /p: ${get()} }, { /d: ${get()} }]`, ["GET /d"]],
  ] as const) {
    it(`lets a condition choose ${title}`, () => {
      const read = readDefinition(
        template(`DefinitionBody: { openapi: 3.0.1, paths: ${paths} }`),
        "Api",
      );
      expect(keysOf(read)).to.deep.equal(expected);
      expect(read.problems).to.deep.equal([]);
    });
  }

  it("lets a condition choose an integration", () => {
    const integration =
      "x-amazon-apigateway-integration: !If [IsProd, { type: mock }, { type: http_proxy, uri: 'https://a.test' }]";
    const read = readDefinition(
      template(
        `DefinitionBody: { openapi: 3.0.1, paths: { /a: { get: { responses: {}, ${integration} } } } }`,
      ),
      "Api",
    );
    expect(read.problems).to.deep.equal([]);
    expect(read.document?.operations[0]?.integration?.raw).to.deep.equal({
      type: "http_proxy",
      uri: "https://a.test",
    });
  });

  it("lets a condition choose in an included file as well, but not in one of DefinitionUri", () => {
    const text = `openapi: 3.0.1\npaths:\n  /a: { "Fn::If": [IsDev, ${get()}, { Ref: AWS::NoValue }] }\n`;
    const included = template(`DefinitionBody: { ${include("a.yaml")} }`);
    expect(keysOf(readDefinition(included, "Api", { "a.yaml": text }))).to.deep.equal(["GET /a"]);
    const named = template("DefinitionUri: a.yaml");
    expect(keysOf(readDefinition(named, "Api", { "a.yaml": text }))).to.deep.equal([]);
  });

  it("says that a condition cannot be decided, and takes the first branch", () => {
    const read = readDefinition(
      template(`DefinitionBody: { openapi: 3.0.1, paths: { /a: !If [IsLate, ${get()}, {}] } }`),
      "Api",
    );
    expect(keysOf(read)).to.deep.equal(["GET /a"]);
    expect(codes(read)).to.deep.equal(["warning template/condition-unknown"]);
    expect(read.problems[0]?.location).to.include({ file: "template.yaml", line: 14 });
  });

  it("says of a condition that cannot be decided once, however often it decides", () => {
    const late = `!If [IsLate, ${get()}, {}]`;
    const read = readDefinition(
      template(`DefinitionBody: { openapi: 3.0.1, paths: { /a: ${late}, /b: ${late} } }`),
      "Api",
    );
    expect(codes(read)).to.deep.equal(["warning template/condition-unknown"]);
    expect(read.problems[0]?.message).to.contain("The first branch (and of 1 more) is read.");
  });

  it("lets a condition choose inside lists, with the places of what stays", () => {
    const text = `openapi: 3.0.1
security:
  - Fn::If: [IsProd, { a: [] }, { b: [] }]
paths:
  /a:
    get:
      parameters:
        - Fn::If: [IsProd, { name: gone, in: query }, { Ref: "AWS::NoValue" }]
        - { name: kept, in: query }
      responses:
        "200": { Fn::If: [IsLate, { description: late }, { description: early }] }
components: { securitySchemes: { b: { type: http, scheme: basic } } }
`;
    const { document, problems } = readDefinition(
      template(`DefinitionBody: { ${include("a.yaml")} }`),
      "Api",
      { "a.yaml": text },
    );
    const [operation] = document?.operations ?? [];
    expect(operation?.security).to.deep.equal([["b"]]);
    expect(operation?.parameters.map(({ name }) => name)).to.deep.equal(["kept"]);
    const [parameter] = operation?.parameters ?? [];
    expect(document?.source.locate(parameter?.pointer ?? "")).to.include({ line: 9 });
    expect(problems).to.deep.equal([]);
    expect(document?.problems.map(({ code }) => code)).to.deep.equal([]);
  });

  it("leaves an integration's own members as they stand where a condition cannot be decided", () => {
    const integration = `x-amazon-apigateway-integration: { type: mock, requestTemplates: !If [IsLate, { a/b: c }, { d/e: f }] }`;
    const read = readDefinition(
      template(
        `DefinitionBody: { openapi: 3.0.1, paths: { /a: { get: { responses: !If [IsDev, {}, {}], ${integration} } } } }`,
      ),
      "Api",
    );
    expect(read.problems).to.deep.equal([]);
    expect(read.document?.operations[0]?.integration?.raw["requestTemplates"]).to.deep.equal({
      "Fn::If": ["IsLate", { "a/b": "c" }, { "d/e": "f" }],
    });
  });

  it("misses no security scheme that SAM writes for an authorizer of Auth", () => {
    const secured = `openapi: 3.0.1\npaths:\n  /a: { get: { responses: { "200": { description: ok } }, security: [{ Own: [] }, { AWS_IAM: [] }, { api_key: [] }] } }\n`;
    const codesWith = (properties: string): readonly string[] =>
      readDefinition(template(`${properties}DefinitionBody: { ${include("a.yaml")} }`), "Api", {
        "a.yaml": secured,
      }).document?.problems.map(({ code }) => code) ?? [];
    expect(codesWith("")).to.include("openapi/undefined-security-scheme");
    expect(
      codesWith(
        "Auth: { Authorizers: { Own: { UserPoolArn: x } }, DefaultAuthorizer: AWS_IAM, ApiKeyRequired: true }\n",
      ),
    ).to.deep.equal([]);
  });

  it("reads Body of an API written by hand, inline or included", () => {
    for (const type of ["AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"]) {
      const inline = template(`Body: { openapi: 3.0.1, paths: { /a: ${get()} } }`, type);
      expect(keysOf(readDefinition(inline, "Api"))).to.deep.equal(["GET /a"]);
      const included = template(`Body: { ${include("a.yaml")} }`, type);
      expect(keysOf(readDefinition(included, "Api", { "a.yaml": spec }))).to.deep.equal([
        "GET /orders",
      ]);
    }
  });

  it("warns of a Cors that is not known in full, and reads on", () => {
    const read = readDefinition(
      template(
        `Cors: { AllowOrigin: !ImportValue origin }\nDefinitionBody: { ${include("a.yaml")} }`,
      ),
      "Api",
      { "a.yaml": spec },
    );
    expect(keysOf(read)).to.deep.equal(["GET /orders"]);
    expect(codes(read)).to.deep.equal(["warning template/value-unknown"]);
  });

  it("has no document where the file is not there", () => {
    expect(readDefinition(template("DefinitionUri: a.yaml"), "Api").document).to.equal(null);
  });
});
