import { expect } from "chai";
import {
  apiOf,
  functionOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/authorizer-undefined";
const body = 'DefinitionBody: { openapi: 3.0.1, info: { title: x, version: "1" }, paths: {} }';

function found(properties: string, eventAuth = "", kind: "Api" | "HttpApi" = "Api"): string {
  const property = kind === "Api" ? "RestApiId" : "ApiId";
  const auth = eventAuth === "" ? "" : `, Auth: ${eventAuth}`;
  const event = `{ E: { Type: ${kind}, Properties: { Path: /x, Method: get, ${property}: !Ref A${auth} } } }`;
  const template = templateOf(apiOf("A", properties, kind) + functionOf("Fn", event));
  return wiredProblems(code, { template })
    .map(({ message, hint }) => `${message} ${hint ?? ""}`)
    .join("\n");
}

const authorizers = "Authorizers: { Users: { UserPoolArn: a } }";

describe("authorizerUndefined", () => {
  it("finds a DefaultAuthorizer that Authorizers does not define", () => {
    const misspelt = `${body}, Auth: { DefaultAuthorizer: User, ${authorizers} }`;
    expect(found(misspelt))
      .to.contain("DefaultAuthorizer of A is User")
      .and.contain("Did you mean Users?");
    expect(
      found(`${body}, Auth: { DefaultAuthorizer: X, ${authorizers} }`, "", "HttpApi"),
    ).to.contain("SAM refuses the template");
    expect(found(`${body}, Auth: { DefaultAuthorizer: AWS_IAM }`, "", "HttpApi")).to.contain(
      "EnableIamAuthorizer: true",
    );
  });

  it("finds one that SAM passes over in silence, which leaves a REST API open", () => {
    expect(found(`${body}, Auth: { DefaultAuthorizer: X }`)).to.contain("leaves every route open");
  });

  it("finds an event's authorizer that the API does not define", () => {
    expect(found("Name: x", "{ Authorizer: Users }")).to.contain(
      "The event E of Fn asks for the authorizer Users, but A does not define Users",
    );
    expect(found("Name: x", "{ Authorizer: NONE }")).to.contain(
      "NONE is for APIs with a DefaultAuthorizer",
    );
    expect(found(body, "{ Authorizer: Users }", "HttpApi")).to.contain("does not define Users");
    expect(found(body, "{ Authorizer: Users, OverrideApiAuth: true }")).to.contain(
      "does not define Users",
    );
  });

  for (const [properties, auth, kind] of [
    [`${body}, Auth: { DefaultAuthorizer: Users, ${authorizers} }`, "", "Api"],
    [`${body}, Auth: { DefaultAuthorizer: AWS_IAM }`, "", "Api"],
    [`${body}, Auth: { DefaultAuthorizer: AWS_IAM, EnableIamAuthorizer: true }`, "", "HttpApi"],
    [`Auth: { ${authorizers} }`, "{ Authorizer: Users }", "Api"],
    [`Auth: { DefaultAuthorizer: Users, ${authorizers} }`, "{ Authorizer: NONE }", "Api"],
    ["Name: x", "{ Authorizer: AWS_IAM }", "Api"],
    ["Name: x", "{ ApiKeyRequired: true }", "Api"],
    [body, "{ Authorizer: Users }", "Api"],
    ["Auth: { Authorizers: { Fn::If: [A, B, C] } }", "{ Authorizer: Users }", "Api"],
    ["DefinitionUri: x.yaml, Auth: { DefaultAuthorizer: X }", "", "Api"],
  ] as const) {
    it(`accepts ${properties} with ${auth === "" ? "no Auth" : auth} on an ${kind} event`, () => {
      expect(found(properties, auth, kind)).to.equal("");
    });
  }
});
