import { expect } from "chai";
import {
  apiOf,
  functionOf,
  include,
  specOf,
  templateOf,
  wiredProblems,
} from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/route-defined-twice";

function event(type: "Api" | "HttpApi", api: string, path = "/x", method = "get"): string {
  const property = type === "Api" ? "RestApiId" : "ApiId";
  const named = api === "" ? "" : `, ${property}: !Ref ${api}`;
  return `{ E: { Type: ${type}, Properties: { Path: "${path}", Method: ${method}${named} } } }`;
}

function twice(
  api: string,
  type: "Api" | "HttpApi",
  second = event(type, api === "" ? "" : "Api"),
): string {
  const named = api === "" ? "" : "Api";
  const template = templateOf(
    api + functionOf("One", event(type, named)) + functionOf("Two", second),
  );
  const documents = {
    "openapi.yaml": specOf({ "get /x": null }),
    "wired.yaml": specOf({ "get /x": "One" }),
  };
  return wiredProblems(code, { template, documents })
    .map(({ severity, message }) => `${severity}: ${message}`)
    .join("\n");
}

describe("routeDefinedTwice", () => {
  it("finds what SAM refuses in a document it writes itself", () => {
    expect(twice("", "Api")).to.equal(
      'error: GET /x of ServerlessRestApi is the route of E of One and of E of Two: SAM refuses it (API method "get" defined multiple times for path "/x").',
    );
    expect(twice("", "HttpApi")).to.match(/^error: GET \/x of ServerlessHttpApi/);
    expect(twice(apiOf("Api", "Name: x"), "Api", event("Api", "Api", "/x", "GET"))).to.match(
      /^error/,
    );
  });

  it("warns where one of two functions gets its way", () => {
    expect(twice(apiOf("Api", `MergeDefinitions: true, ${include()}`), "Api")).to.match(
      /^warning: .*the last one is deployed/,
    );
    expect(twice(apiOf("Api", include(), "HttpApi"), "HttpApi")).to.match(
      /^warning: .*the first one is deployed/,
    );
  });

  it("leaves routes alone that are not the same, and documents that decide", () => {
    expect(twice("", "Api", event("Api", "", "/y"))).to.equal("");
    expect(twice("", "Api", event("Api", "", "/x", "post"))).to.equal("");
    expect(twice("", "Api", event("Api", "", "/x", "any"))).to.equal("");
    expect(twice(apiOf("Api", include()), "Api")).to.equal("");
    expect(twice(apiOf("Api", include("wired.yaml"), "HttpApi"), "HttpApi")).to.equal("");
  });
});
