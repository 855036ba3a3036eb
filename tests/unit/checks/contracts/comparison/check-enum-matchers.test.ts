import { expect } from "chai";
import { listedAlternatives } from "../../../../../src/harness/checks/contracts/comparison/check-enum-matchers.ts";
import { parseBodyPath } from "../../../../../src/harness/checks/contracts/comparison/schema-at-body-path.ts";

describe("listedAlternatives", () => {
  it("reads plain alternatives, with or without anchors and group", () => {
    for (const regex of ["a|b", "^(a|b)$", "^(?:a|b)$", "(a|b)"])
      expect(listedAlternatives(regex), regex).to.deep.equal(["a", "b"]);
  });

  it("reads nothing into other expressions", () => {
    for (const regex of ["a.*|b", "^a|b$ok", "(a)(b)", "[ab]", "a\\d", "(a|b"])
      expect(listedAlternatives(regex), regex).to.equal(null);
  });
});

describe("parseBodyPath", () => {
  it("splits members, quoted members and elements", () => {
    expect(parseBodyPath("$.items[*].name['a.b'][0]")).to.deep.equal([
      { kind: "member", name: "items" },
      { kind: "element" },
      { kind: "member", name: "name" },
      { kind: "member", name: "a.b" },
      { kind: "element" },
    ]);
    expect(parseBodyPath("$")).to.deep.equal([]);
  });

  it("gives up on paths that name no single place", () => {
    expect(parseBodyPath("$..name")).to.equal(null);
    expect(parseBodyPath("$.*")).to.equal(null);
  });
});
