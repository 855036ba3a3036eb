import { expect } from "chai";
import { filesOf } from "../../../support/wiring/read-template.ts";
import { parameterFiles } from "../../../../src/harness/model/template/parameter-files.ts";
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
    [["A=b C=d", null, { E: null }], { A: "b", C: "d", E: "" }],
    [{ L: [" x ", "", 3] }, { L: "x,3" }],
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

  const files = filesOf({
    "infra/dev.yaml": "Stage: dev\nNames: [a, b]\n",
    "infra/list.yaml": "- Stage=prod\n- file://more.json\n- Title=My shop\n",
    "infra/more.json": '[{ "ParameterKey": "Count", "ParameterValue": "3" }]',
    "infra/dev.toml": 'Stage = "toml"\nCount = 4\n',
    "infra/words.yaml": "Stage=a Title='b c'\n",
    "infra/circle.yaml": "[file://back.yaml]\n",
    "infra/back.yaml": "[A=b, file://circle.yaml]\n",
    "infra/broken.yaml": "a: [\n",
    "infra/broken.toml": "a = \n",
    "infra/deep/a.yaml": "[file://../dev.yaml]\n",
    "infra/notes.txt": "A=b",
  });
  const source = parameterFiles(files, "infra/samconfig.toml");
  const read: readonly (readonly [unknown, Readonly<Record<string, string>>])[] = [
    ["file://dev.yaml", { Stage: "dev", Names: "a,b" }],
    ["file://./dev.toml Extra=1", { Stage: "toml", Count: "4", Extra: "1" }],
    [["file://list.yaml", "Stage=last"], { Stage: "last", Count: "3", Title: "My shop" }],
    [
      { $include: ["file://dev.yaml"], Stage: "own" },
      { Stage: "own", Names: "a,b" },
    ],
    ["file://words.yaml", { Stage: "a", Title: "b c" }],
    ["file://deep/a.yaml", { Stage: "dev", Names: "a,b" }],
  ];
  for (const [written, values] of read) {
    it(`reads ${JSON.stringify(written)} from files`, () => {
      expect(parseParameterOverrides(written, source)).to.deep.equal({ values, faults: [] });
    });
  }

  for (const [written, fault] of [
    ["file://gone.yaml", "there is no file infra/gone.yaml"],
    ["file://circle.yaml", "file://circle.yaml names itself"],
    ["file://broken.yaml", "infra/broken.yaml:2:1"],
    ["file://broken.toml", "infra/broken.toml:1:"],
    ["file://notes.txt", "is neither YAML nor JSON nor TOML"],
  ] as const) {
    it(`says what is wrong with ${written}`, () => {
      const [first, ...others] = parseParameterOverrides(written, source).faults;
      expect(others).to.deep.equal([]);
      expect(first).to.contain(fault);
    });
  }

  it("follows files that name files many times over to a limit, and says so once", () => {
    const list = (next: number): string => `[${`file://${next}.yaml, `.repeat(30)}]`;
    const endless = { read: (path: string): string => list(Number.parseInt(path, 10) + 1) };
    const { faults } = parseParameterOverrides("file://0.yaml", parameterFiles(endless, "a"));
    expect(faults.filter((fault) => fault.includes("more than 100 files"))).to.have.length(1);
  });

  it("reads no file without end", () => {
    const huge = { read: (): string => "A: b\n".repeat(300_000) };
    const { faults } = parseParameterOverrides("file://a.yaml", parameterFiles(huge, "a"));
    expect(faults).to.deep.equal(["a.yaml is longer than 1000000 characters"]);
  });
});
