import { expect } from "chai";
import { joinPointer, splitPointer, valueAt } from "../../../src/harness/core/json-pointer.ts";

describe("JSON pointers", () => {
  it("escape ~ and / when joined, and give the same tokens back", () => {
    const pointer = joinPointer("", "paths", "/a~b/{id}", 0);
    expect(pointer).to.equal("/paths/~1a~0b~1{id}/0");
    expect(splitPointer(pointer)).to.deep.equal(["paths", "/a~b/{id}", "0"]);
  });

  it("take the URI fragment form, percent-decoded", () => {
    expect(splitPointer("#/components/schemas/A%20B")).to.deep.equal([
      "components",
      "schemas",
      "A B",
    ]);
  });

  it("take a fragment that is not percent-encoded properly as it stands", () => {
    expect(splitPointer("#/schemas/100%")).to.deep.equal(["schemas", "100%"]);
  });

  it("find values in maps and lists", () => {
    expect(valueAt({ a: [{ b: 1 }] }, "/a/0/b")).to.equal(1);
    expect(valueAt({ a: 1 }, "")).to.deep.equal({ a: 1 });
  });

  it("find nothing off the path, nor on the prototype", () => {
    expect(valueAt({ a: 1 }, "/a/b")).to.equal(undefined);
    expect(valueAt({}, "/constructor")).to.equal(undefined);
    expect(valueAt([1], "/map")).to.equal(undefined);
  });
});
