import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const scheme = (uri: string, more = ""): string => `openapi: 3.0.3
info: { title: x, version: "1" }
components:
  securitySchemes:
    Guard:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer: { type: token, authorizerUri: { Fn::Sub: "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${uri}/invocations" }${more} }
`;
const guarded =
  "paths: { /x: { get: { security: [{ Guard: [] }], x-amazon-apigateway-integration: { type: mock } } } }\n";
const open = "paths: { /x: { get: { x-amazon-apigateway-integration: { type: mock } } } }\n";
const code = "wiring/authorizer-names-no-function";

function found(spec: string): string {
  const template = templateOf(apiOf("A", include()) + functionOf("GuardFunction"));
  return wiredProblems(code, { template, documents: { "openapi.yaml": spec } })
    .map(({ message, hint, location }) => `${String(location?.line)} ${message} ${hint ?? ""}`)
    .join("\n");
}

describe("authorizerNamesNoFunction", () => {
  it("finds an authorizer whose function the template does not have", () => {
    expect(found(scheme("${GuardFunctoin.Arn}") + guarded)).to.equal(
      "10 The authorizer Guard names GuardFunctoin, and template.yaml has no such resource. Name GuardFunction instead.",
    );
  });

  it("leaves an inline document to the template layer, which tells of all its references", () => {
    const written = JSON.stringify({
      openapi: "3.0.3",
      info: { title: "x", version: "1" },
      components: {
        securitySchemes: {
          Guard: {
            type: "apiKey",
            name: "Authorization",
            in: "header",
            "x-amazon-apigateway-authorizer": {
              type: "token",
              authorizerUri: { "Fn::Sub": "${Gone.Arn}" },
            },
          },
        },
      },
      paths: { "/x": { get: { security: [{ Guard: [] }] } } },
    });
    const template = templateOf(apiOf("A", `DefinitionBody: ${written}`));
    expect(wiredProblems(code, { template })).to.deep.equal([]);
  });

  it("accepts one that is there, one that is never asked for, and one of another stack", () => {
    expect(found(scheme("${GuardFunction.Arn}") + guarded)).to.equal("");
    expect(found(scheme("${Nowhere.Arn}") + open)).to.equal("");
    expect(
      found(scheme("arn:aws:lambda:eu-west-1:111111111111:function:guard") + guarded),
    ).to.equal("");
  });
});
