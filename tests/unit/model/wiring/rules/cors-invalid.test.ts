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

const code = "wiring/cors-invalid";
const body = 'DefinitionBody: { openapi: 3.0.1, info: { title: x, version: "1" }, paths: {} }';

function found(cors: string, kind: "Api" | "HttpApi" = "Api"): readonly string[] {
  const name = kind === "Api" ? "Cors" : "CorsConfiguration";
  const template = templateOf(apiOf("A", `${body}, ${name}: ${cors}`, kind) + functionOf("Fn"));
  return wiredProblems(code, { template }).map(({ message, hint }) => `${message} ${hint ?? ""}`);
}

describe("corsInvalid", () => {
  it("finds values without the quotes of a mapping expression", () => {
    expect(found('"*"')).to.deep.equal([
      `Cors of A is not in single quotes; API Gateway refuses it (Invalid mapping expression specified). Quote it twice: Cors: "'*'"`,
    ]);
    expect(found(`{ AllowOrigin: "'*'", AllowMethods: "GET,POST", MaxAge: 600 }`)).to.have.length(
      2,
    );
  });

  it("finds keys that SAM does not know", () => {
    expect(found(`{ AllowOrigins: "'*'" }`).join())
      .to.contain("Invalid key 'AllowOrigins'")
      .and.contain("Write AllowOrigin");
    expect(found(`{ AllowOrigin: ["*"] }`, "HttpApi").join()).to.contain("Write AllowOrigins");
  });

  it("finds credentials for any origin", () => {
    expect(found(`{ AllowCredentials: true, AllowHeaders: "'*'" }`).join()).to.contain(
      "Cors.AllowCredentials of A cannot be true",
    );
    expect(found(`{ AllowCredentials: true, AllowOrigin: "'*'" }`)).to.have.length(1);
    expect(found(`{ AllowCredentials: true, AllowOrigins: ["*"] }`, "HttpApi")).to.have.length(1);
  });

  for (const [cors, kind] of [
    [`"'*'"`, "Api"],
    [
      `{ AllowOrigin: "'https://a.b'", AllowMethods: "'GET'", MaxAge: "'600'", AllowCredentials: true }`,
      "Api",
    ],
    [`!Sub "'\${Unknown}'"`, "Api"],
    ["!ImportValue origin", "Api"],
    ["{ Fn::If: [A, B, C] }", "Api"],
    [`{ AllowOrigin: context.authorizer.origin }`, "Api"],
    [`"{{resolve:ssm:/origin}}"`, "Api"],
    ["true", "HttpApi"],
    [
      "{ AllowOrigins: [https://a.b], AllowCredentials: true, MaxAge: 600, ExposeHeaders: [a] }",
      "HttpApi",
    ],
    ["{ AllowHeaders: ['*'], AllowCredentials: true }", "HttpApi"],
  ] as const) {
    it(`accepts ${cors} of an ${kind}`, () => {
      expect(found(cors, kind)).to.deep.equal([]);
    });
  }

  it("leaves a setting beside DefinitionUri to the rule that refuses it", () => {
    const template = templateOf(
      apiOf("A", 'DefinitionUri: openapi.yaml, Cors: "*"') + functionOf("Fn"),
    );
    expect(wiredProblems(code, { template })).to.deep.equal([]);
  });

  it("looks at an included document's API as well", () => {
    const template = templateOf(apiOf("A", `${include()}, Cors: "*"`) + functionOf("Fn"));
    const documents = { "openapi.yaml": specOf({ "get /x": "Fn" }) };
    expect(messagesOf(wiredProblems(code, { template, documents }))).to.contain("Cors of A");
  });
});
