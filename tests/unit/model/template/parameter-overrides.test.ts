import { expect } from "chai";
import { parseParameterOverrides } from "../../../../src/harness/model/template/parameter-overrides.ts";

describe("parseParameterOverrides", () => {
  const forms: readonly (readonly [unknown, Readonly<Record<string, string>>])[] = [
    ["A=b C=d", { A: "b", C: "d" }],
    ['A=b C="d e"', { A: "b", C: "d e" }],
    ["A='b \"c\"' D=e", { A: 'b "c"', D: "e" }],
    ['"A=b c"', { A: "b c" }],
    ["A=b\\ c", { A: "b c" }],
    ["A= B=x=y", { A: "", B: "x=y" }],
    ["ParameterKey=A,ParameterValue=b ParameterKey=C,ParameterValue=d", { A: "b", C: "d" }],
    [["A=b", "C=d e", 'D="f g"'], { A: "b", C: "d e", D: "f g" }],
    [
      { A: "b", N: 3, T: true, L: ["x", "y"] },
      { A: "b", N: "3", T: "true", L: "x,y" },
    ],
    ["", {}],
  ];
  for (const [written, values] of forms) {
    it(`reads ${JSON.stringify(written)}`, () => {
      expect(parseParameterOverrides(written)).to.deep.equal({ values, faults: [] });
    });
  }

  for (const written of ["oops", 3, ["oops"], { A: { b: 1 } }, "file://params.yaml"]) {
    it(`finds fault with ${JSON.stringify(written)}`, () => {
      const { values, faults } = parseParameterOverrides(written);
      expect(values).to.deep.equal({});
      expect(faults).to.have.length(1);
    });
  }
});
