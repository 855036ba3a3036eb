import { expect } from "chai";
import { plainLogging } from "../../../../src/harness/core/function-invoker.ts";
import type {
  FunctionResource,
  TemplateModel,
} from "../../../../src/harness/model/template/template-model.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

const globals = `
Globals:
  Function: { Runtime: nodejs24.x, Timeout: 10, Environment: { Variables: { LEVEL: info, SHARED: "1" } } }
`;

function read(properties: string, type = "AWS::Serverless::Function", rest = ""): TemplateModel {
  return readTemplate(`${globals}
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: dev } }
  Fn:
    Type: ${type}
    Properties: ${properties}
${rest}`);
}

function fn(template: TemplateModel): FunctionResource {
  const found = template.functions.find(({ logicalId }) => logicalId === "Fn");
  if (found === undefined) throw new Error("the template has no function Fn");
  return found;
}

describe("functions of a template", () => {
  it("take what they do not say from Globals and Lambda's defaults", () => {
    const read1 = fn(
      read(
        "{ Handler: src/app.handler, Environment: { Variables: { LEVEL: debug, RETRIES: 3 } } }",
      ),
    );
    expect(read1).to.deep.include({
      functionName: { known: true, value: "shop-Fn" },
      arn: "arn:aws:lambda:eu-west-1:123456789012:function:shop-Fn",
      handler: { known: true, value: "src/app.handler" },
      codeUri: { known: true, value: "." },
      runtime: { known: true, value: "nodejs24.x" },
      timeoutSeconds: 10,
      memoryMb: 128,
      buildMethod: null,
      buildProperties: null,
    });
    expect(read1.environment).to.deep.equal({
      LEVEL: { known: true, value: "debug" },
      SHARED: { known: true, value: "1" },
      RETRIES: { known: true, value: "3" },
    });
  });

  it("log as text and run without a limit of their own, unless they say so", () => {
    expect(fn(read("{ Handler: a.b }"))).to.deep.include({
      reservedConcurrency: null,
      logging: plainLogging,
    });
    const told = fn(
      read(
        "{ Handler: a.b, ReservedConcurrentExecutions: 0, LoggingConfig: { LogFormat: JSON, ApplicationLogLevel: ERROR, SystemLogLevel: DEBUG, LogGroup: /shop } }",
      ),
    );
    expect(told).to.deep.include({
      reservedConcurrency: 0,
      logging: {
        format: "JSON",
        applicationLevel: "ERROR",
        systemLevel: "DEBUG",
        logGroup: "/shop",
      },
    });
  });

  it("take what is not known of these as not said", () => {
    const { problems, ...template } = read(
      "{ Handler: a.b, ReservedConcurrentExecutions: !ImportValue limit, LoggingConfig: !ImportValue logging }",
    );
    expect(fn({ ...template, problems })).to.deep.include({ reservedConcurrency: null });
  });

  it("keep Globals away from AWS::Lambda::Function", () => {
    const plain = fn(
      read("{ Handler: a.b, Runtime: nodejs24.x, Code: src }", "AWS::Lambda::Function"),
    );
    expect(plain).to.deep.include({
      timeoutSeconds: 3,
      environment: {},
      codeUri: { known: true, value: "src" },
    });
  });

  it("leave out a variable that AWS::NoValue removes and keep the reason of one that is unknown", () => {
    const { environment } = fn(
      read(
        "{ Handler: a.b, Environment: { Variables: { GONE: !Ref AWS::NoValue, OTHER: !ImportValue x } } }",
      ),
    );
    expect(environment).not.to.have.property("GONE");
    expect(environment["OTHER"]).to.include({ known: false });
  });

  it("take the environment from the branch that Fn::If chooses", () => {
    const conditions = "Conditions: { Yes: !Equals [a, a], Open: !Equals [!ImportValue x, y] }\n";
    const environment = (written: string): FunctionResource["environment"] =>
      fn(read(`{ Environment: ${written} }`, "AWS::Lambda::Function", conditions)).environment;
    const expected = { A: { known: true, value: "x" } };
    expect(environment("!If [Yes, { Variables: { A: x } }, !Ref AWS::NoValue]")).to.deep.equal(
      expected,
    );
    expect(environment("{ Variables: !If [Yes, { A: x }, { B: y }] }")).to.deep.equal(expected);
    expect(environment("{ Variables: !Ref AWS::NoValue }")).to.deep.equal({});
    const template = read(
      "{ Environment: !If [Open, { Variables: { A: x } }, !Ref AWS::NoValue] }",
      "AWS::Lambda::Function",
      conditions,
    );
    expect(template.problems.map(({ code }) => code)).to.deep.equal(["template/value-unknown"]);
  });

  it("report an environment variable that is a list", () => {
    const template = read("{ Handler: a.b, Environment: { Variables: { A: [1] } } }");
    expect(template.problems[0]).to.include({ code: "template/value-invalid", actual: "[1]" });
  });

  it("report a timeout that is unknown or no number", () => {
    expect(read("{ Handler: a.b, Timeout: !ImportValue t }").problems[0]).to.include({
      code: "template/value-unknown",
      severity: "warning",
    });
    const wrong = read("{ Handler: a.b, Timeout: soon }");
    expect(wrong.problems[0]).to.include({ code: "template/value-invalid", actual: "soon" });
    expect(fn(wrong).timeoutSeconds).to.equal(3);
  });

  for (const [properties, reason] of [
    ["{ Handler: a.b, InlineCode: x }", "inline"],
    ["{ Handler: a.b, CodeUri: s3://bucket/key }", "S3"],
    ["{ Handler: a.b, CodeUri: { Bucket: b, Key: k } }", "S3"],
  ] as const) {
    it(`know no code location for ${properties}`, () => {
      const { codeUri } = fn(read(properties));
      expect(codeUri.known ? "" : codeUri.reason).to.contain(reason);
    });
  }

  it("note a runtime that is not run here", () => {
    const template = read("{ Handler: a.b, Runtime: python3.14 }");
    expect(template.problems.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["template/runtime-not-run", "info"],
    ]);
    expect(read("{ PackageType: Image }").problems[0]?.message).to.contain("container image");
  });

  it("read events, and the API each of them names", () => {
    const template = read(`
      Handler: a.b
      Events:
        ByRef: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /a, Method: get } }
        ByName: { Type: Api, Properties: { RestApiId: Api, Path: /b, Method: get } }
        Elsewhere: { Type: Api, Properties: { RestApiId: !ImportValue api, Path: /c, Method: get } }
        Implicit: { Type: Api, Properties: { Path: !Sub "/\${AWS::StackName}", Method: get } }
        Rule: { Type: EventBridgeRule, Properties: { Pattern: { source: [orders] } } }
`);
    expect(fn(template).events.map(({ name, apiLogicalId }) => [name, apiLogicalId])).to.deep.equal(
      [
        ["ByRef", "Api"],
        ["ByName", "Api"],
        ["Elsewhere", null],
        ["Implicit", null],
        ["Rule", null],
      ],
    );
    expect(fn(template).events[3]?.properties).to.deep.equal({ Path: "/shop", Method: "get" });
    expect(template.apis.map(({ logicalId }) => logicalId)).to.deep.equal([
      "Api",
      "ServerlessRestApi",
    ]);
  });

  it("read how a function is built", () => {
    const built = fn(
      read(
        "{ Handler: a.b }",
        "AWS::Serverless::Function",
        "    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [a.ts] } }\n",
      ),
    );
    expect(built).to.deep.include({
      buildMethod: "esbuild",
      buildProperties: { EntryPoints: ["a.ts"] },
    });
  });
});
