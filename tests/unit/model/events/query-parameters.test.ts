import { expect } from "chai";
import { describe, it } from "mocha";
import { decodeQuery, encodeQuery } from "../../../../src/harness/model/events/query-parameters.ts";

describe("the query of a REST proxy event", () => {
  // Recorded.
  const vectors = [
    ["a=1&a=2&b=", { a: "2", b: "" }, { a: ["1", "2"], b: [""] }],
    ["plus=test+alias", { plus: "test alias" }, { plus: ["test alias"] }],
    ["email=test%2Balias@x", { email: "test+alias@x" }, { email: ["test+alias@x"] }],
    ["t=T18:05:10.1+00:00", { t: "T18:05:10.1 00:00" }, { t: ["T18:05:10.1 00:00"] }],
    ["r=https%3A%2F%2Fe.com%2Fa", { r: "https://e.com/a" }, { r: ["https://e.com/a"] }],
    ["flag", { flag: "" }, { flag: [""] }],
    ["?a=1", { "?a": "1" }, { "?a": ["1"] }],
    ["a=1;b=2", { a: "1", b: "2" }, { a: ["1"], b: ["2"] }],
  ] as const;
  for (const [query, single, multi] of vectors) {
    it(`decodes ${query}`, () => {
      expect(decodeQuery(query)).to.deep.equal({ single, multi });
    });
  }

  it("is null without a query", () => {
    expect(decodeQuery("")).to.deep.equal({ single: null, multi: null });
    expect(decodeQuery("&")).to.deep.equal({ single: null, multi: null });
  });

  it("survives encoding and decoding", () => {
    const values = { "a b": ["+", "&=;", "ü"], __proto__x: [""] };
    expect(decodeQuery(encodeQuery(values)).multi).to.deep.equal(values);
  });

  it("encodes half a surrogate pair as the replacement character", () => {
    expect(encodeQuery({ a: ["\ud800"] })).to.equal("a=%EF%BF%BD");
  });
});
