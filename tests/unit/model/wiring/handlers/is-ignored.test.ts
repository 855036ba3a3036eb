import { expect } from "chai";
import { findBuiltSource } from "../../../../../src/harness/model/wiring/handlers/find-built-source.ts";
import { isIgnored } from "../../../../../src/harness/model/wiring/handlers/is-ignored.ts";

const files = (texts: Readonly<Record<string, string>>) => ({
  read: (path: string): string | null => texts[path] ?? null,
});

describe("isIgnored", () => {
  for (const [line, path, ignored] of [
    ["packed", "packed/get", true],
    ["packed/", "svc/packed/get", true],
    ["/packed", "packed/get", true],
    ["/packed", "svc/packed/get", false],
    ["svc/packed/**", "svc/packed/get", true],
    ["**/packed", "svc/packed/get", true],
    ["# packed", "packed/get", false],
    ["!packed", "packed/get", false],
    ["*.log", "packed/get", false],
    ["pack*", "packed/get", false],
    ["packed", "packed-by-hand/get", false],
  ] as const) {
    it(`says ${String(ignored)} of ${path} under ${line}`, () => {
      expect(isIgnored(path, files({ ".gitignore": `node_modules\n${line}\n` }))).to.equal(ignored);
    });
  }

  it("reads the .gitignore of each folder above", () => {
    expect(isIgnored("svc/packed/get", files({ "svc/.gitignore": "/packed" }))).to.equal(true);
  });

  it("makes a folder of any name one that a build writes", () => {
    const texts = { ".gitignore": "packed" };
    expect(findBuiltSource("packed/get", files(texts))).to.deep.equal({ source: null });
    expect(findBuiltSource("written/get", files(texts))).to.equal(null);
  });
});
