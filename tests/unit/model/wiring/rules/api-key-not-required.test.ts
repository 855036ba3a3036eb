import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

function count(api: string, key = "false"): number {
  const events = `{ E: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /x, Method: get, Auth: { ApiKeyRequired: ${key} } } } }`;
  const template = templateOf(
    apiOf("Api", api) + functionOf("Fn", events),
    "Parameters: { P: { Type: String } }\n",
  );
  const documents = { "openapi.yaml": specOf({ "get /x": "Fn" }) };
  return wiredProblems("wiring/api-key-not-required", { template, documents }).length;
}

describe("apiKeyNotRequired", () => {
  it("finds an event that switches off what is not on", () => {
    expect(count("Name: x")).to.equal(1);
    expect(count("Auth: { ApiKeyRequired: false }")).to.equal(1);
  });

  it("leaves the others alone", () => {
    expect(count("Name: x", "true")).to.equal(0);
    expect(count("Auth: { ApiKeyRequired: true }")).to.equal(0);
    expect(count("Auth: { ApiKeyRequired: !Ref P }")).to.equal(0);
    // Of a document that is given, SAM does not look at Auth of an event.
    expect(count(include())).to.equal(0);
  });
});
