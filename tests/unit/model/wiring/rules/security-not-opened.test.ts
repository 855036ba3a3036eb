import { expect } from "chai";
import type { Problem } from "../../../../../src/harness/core/problem.ts";
import {
  apiOf,
  functionOf,
  include,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const jwt =
  "Jwt: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: 'https://login.example.com', audience: [hub] } }";
const byDefault = `Auth: { DefaultAuthorizer: Jwt, Authorizers: { ${jwt} } }`;

interface Case {
  readonly security?: string;
  readonly api?: string;
  readonly kind?: "Api" | "HttpApi";
  readonly event?: string;
}

function found({
  security = "[]",
  api = byDefault,
  kind = "HttpApi",
  event = "",
}: Case = {}): readonly Problem[] {
  const template = templateOf(apiOf("Api", `${include()}, ${api}`, kind) + functionOf("Fn", event));
  const spec = specOf({ "get /x": "Fn" }).replace(
    "x-amazon-apigateway-integration",
    `security: ${security}, x-amazon-apigateway-integration`,
  );
  expect(spec).to.include("security:");
  return wiredProblems("wiring/security-not-opened", {
    template,
    documents: { "openapi.yaml": spec },
  });
}

describe("securityNotOpened", () => {
  it("finds an empty list that the default authorizer takes the place of", () => {
    const [problem, ...others] = found();
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ severity: "warning", operation: "GET /x" });
    expect(problem?.message).to.include("DefaultAuthorizer Jwt");
    expect(problem?.location?.file).to.equal("openapi.yaml");
  });

  it("leaves the others alone", () => {
    expect(found({ security: "[{ Jwt: [] }]" })).to.have.length(0);
    expect(found({ api: `Auth: { Authorizers: { ${jwt} } }` })).to.have.length(0);
    expect(found({ kind: "Api", api: "Auth: { DefaultAuthorizer: AWS_IAM }" })).to.have.length(0);
    const event =
      "{ E: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /x, Method: get, Auth: { Authorizer: NONE } } } }";
    expect(found({ event })).to.have.length(0);
  });
});
