import { expect } from "chai";
import { isJsonObject, isJsonValue, isObject, parseJson } from "../../../src/harness/core/json.ts";

/** `[[[…]]]`, as deep as asked. */
const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

describe("JSON values", () => {
  it("are scalars, lists and objects of them", () => {
    for (const value of [null, "", 0, -1.5, true, [], {}, { a: [{ b: null }] }]) {
      expect(isJsonValue(value), JSON.stringify(value)).to.equal(true);
    }
  });

  it("hold nothing that JSON.stringify would drop or change", () => {
    for (const value of [undefined, Number.NaN, Infinity, 1n, Symbol("s"), () => 0]) {
      expect(isJsonValue(value)).to.equal(false);
      expect(isJsonValue({ a: [value] })).to.equal(false);
    }
  });

  it("end at a depth, so that cycles are refused and not followed for ever", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(isJsonValue(cycle)).to.equal(false);
  });

  it("are objects only when they are neither lists nor null", () => {
    expect(isObject({})).to.equal(true);
    for (const value of [null, [], "{}", 1, undefined]) expect(isObject(value)).to.equal(false);
    expect(isJsonObject({ a: 1 })).to.equal(true);
    expect(isJsonObject({ a: undefined })).to.equal(false);
    expect(isJsonObject([1])).to.equal(false);
  });
});

describe("JSON text", () => {
  it("is parsed as JSON.parse does, errors too", () => {
    expect(parseJson('{"a":[1,null,"b"]}')).to.deep.equal({ a: [1, null, "b"] });
    expect(() => parseJson("{a}")).to.throw(SyntaxError);
  });

  it("may nest 512 levels and not more", () => {
    expect(() => parseJson(nested(513))).to.not.throw();
    expect(() => parseJson(nested(520))).to.throw(SyntaxError, "512 levels");
  });
});
