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

const pool =
  "Pool: { UserPoolArn: arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_x }";
const byHeader =
  "Fn: { FunctionArn: !GetAtt Fn.Arn, FunctionPayloadType: REQUEST, Identity: { Headers: [x-key] } }";
const byQuery =
  "Fn: { FunctionArn: !GetAtt Fn.Arn, FunctionPayloadType: REQUEST, Identity: { QueryStrings: [key] } }";

function found(auth: string, more = "Cors: \"'*'\""): readonly Problem[] {
  const event = "{ E: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /x, Method: get } } }";
  const template = templateOf(
    apiOf("Api", `${include()}, ${more === "" ? "" : `${more}, `}Auth: { ${auth} }`) +
      functionOf("Fn", event),
  );
  const documents = { "openapi.yaml": specOf({ "get /x": "Fn" }) };
  return wiredProblems("wiring/preflight-guarded", { template, documents });
}

const guarded = `DefaultAuthorizer: Pool, Authorizers: { ${pool} }`;

describe("preflightGuarded", () => {
  it("finds preflights that ask for the default authorizer, at its place", () => {
    const [problem, ...others] = found(guarded);
    expect(others).to.deep.equal([]);
    expect(problem).to.deep.include({ severity: "warning", code: "wiring/preflight-guarded" });
    expect(problem?.message).to.include("the authorizer Pool");
    expect(problem?.location?.pointer).to.match(/Api\/Properties\/Auth\/DefaultAuthorizer$/u);
    expect(problem?.hint).to.equal(
      "Set AddDefaultAuthorizerToCorsPreflight: false in Auth of Api.",
    );
  });

  it("finds those that ask for an API key or a signature", () => {
    expect(found("ApiKeyRequired: true")[0]?.hint).to.include("AddApiKeyRequiredToCorsPreflight");
    expect(found("DefaultAuthorizer: AWS_IAM")[0]?.message).to.include("a signature");
    const both = found(`${guarded}, ApiKeyRequired: true`)[0];
    expect(both?.message).to.include("the authorizer Pool and an API key");
  });

  it("finds those of a function that goes by a header, and of no other", () => {
    expect(found(`DefaultAuthorizer: Fn, Authorizers: { ${byHeader} }`)).to.have.length(1);
    expect(found(`DefaultAuthorizer: Fn, Authorizers: { ${byQuery} }`)).to.have.length(0);
  });

  it("leaves the others alone", () => {
    expect(found(guarded, "")).to.have.length(0);
    expect(found(`${guarded}, AddDefaultAuthorizerToCorsPreflight: false`)).to.have.length(0);
    expect(found(`Authorizers: { ${pool} }`)).to.have.length(0);
    const keys = "ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false";
    expect(found(keys)).to.have.length(0);
  });
});
