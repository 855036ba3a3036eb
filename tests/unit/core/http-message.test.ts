import { expect } from "chai";
import {
  bodyText,
  headerValue,
  headerValues,
  isJsonMediaType,
  mediaType,
  requestTarget,
  toBytes,
} from "../../../src/harness/core/http-message.ts";

describe("HTTP messages", () => {
  it("find headers without regard to case; the last one counts", () => {
    const headers = [
      ["X-A", "1"],
      ["x-a", "2"],
    ] as const;
    expect(headerValue(headers, "X-a")).to.equal("2");
    expect(headerValues(headers, "x-A")).to.deep.equal(["1", "2"]);
    expect(headerValue(headers, "x-b")).to.equal(undefined);
  });

  it("take the media type without its parameters", () => {
    expect(mediaType("Application/JSON; charset=utf-8")).to.equal("application/json");
    expect(mediaType(undefined)).to.equal(undefined);
    expect(isJsonMediaType("application/problem+json; a=b")).to.equal(true);
    expect(isJsonMediaType("text/plain")).to.equal(false);
  });

  it("read bodies as UTF-8", () => {
    expect(bodyText({ body: toBytes("ä€") })).to.equal("ä€");
    expect(bodyText({ body: null })).to.equal("");
  });

  it("write the request target with the query only where there is one", () => {
    expect(requestTarget({ path: "/a", query: "" })).to.equal("/a");
    expect(requestTarget({ path: "/a", query: "b=1" })).to.equal("/a?b=1");
  });
});
