import { expect } from "chai";
import { formatLocation } from "../../../../../src/harness/core/problem.ts";
import type { EnvVars } from "../../../../../src/harness/app/project/env-vars/env-vars.ts";
import { parseEnvVars } from "../../../../../src/harness/app/project/env-vars/parse-env-vars.ts";

const varsOf = (file: string, text: string): EnvVars => {
  const parsed = parseEnvVars(file, text);
  if (!parsed.ok) throw new Error(parsed.faults.map(({ message }) => message).join(" "));
  return parsed.vars;
};
const faultsOf = (file: string, text: string): readonly string[] => {
  const parsed = parseEnvVars(file, text);
  return parsed.ok
    ? []
    : parsed.faults.map(({ location, message }) => `${formatLocation(location)} ${message}`);
};

describe("A file of variables", () => {
  it("has SAM CLI's three forms: by function, under Parameters, and both", () => {
    const text = '{ "Parameters": { "A": "1" }, "Fn": { "B": "2" }, "Child/Fn": { "C": "3" } }';
    expect(varsOf("env.json", text)).to.deep.include({
      source: "env.json",
      global: { A: "1" },
      functions: { Fn: { B: "2" }, "Child/Fn": { C: "3" } },
    });
    expect(varsOf("env.json", '{ "Fn": { "B": "2" } }').global).to.deep.equal({});
  });

  it("passes numbers and booleans as text, numbers as they are written", () => {
    const text = '{ "Fn": {\n "A": 12345678901234567890, "B": 1.0, "C": true, "D": -0.5 } }';
    expect(varsOf("env.json", text).functions["Fn"]).to.deep.equal({
      A: "12345678901234567890",
      B: "1.0",
      C: "true",
      D: "-0.5",
    });
  });

  it("knows where each name stands", () => {
    const vars = varsOf("env.json", '{\n  "Fn": {\n    "A": "1"\n  }\n}');
    expect(formatLocation(vars.locate("Fn"))).to.equal("env.json:2:3");
    expect(formatLocation(vars.locate("Fn", "A"))).to.equal("env.json:3:5");
  });

  for (const [what, text, fault] of [
    ["a list", "[]", "env.json:1:1 The file of variables holds a list; an object was expected."],
    ["nothing", "null", "env.json:1:1 The file of variables holds nothing (null); an object"],
    ["a flat object", '{\n "A": "b"\n}', 'env.json:2:2 "A" holds a text; an object of variables'],
    ["null", '{ "F": { "A": null } }', 'env.json:1:10 A of "F" holds nothing (null); a variable'],
    ["a list of values", '{ "F": { "A": [1] } }', 'env.json:1:10 A of "F" holds a list;'],
    ["an object", '{ "F": { "A": {} } }', 'env.json:1:10 A of "F" holds an object;'],
    ["broken JSON", '{ "F": {\n  "A": "b",\n} }', "env.json:3:1 The file of variables is not JSON"],
    ["no text at all", "", "env.json:1:1 The file of variables is not JSON"],
  ] as const)
    it(`is refused with its place for ${what}`, () => {
      const [first = ""] = faultsOf("env.json", text);
      expect(first.startsWith(fault), first).to.equal(true);
    });

  it("shows no value in what it finds wrong", () => {
    const text = '{ "Fn": { "TOKEN": ["hunter2"] }, "SECRET": "hunter2" }';
    expect(faultsOf("env.json", text)).to.have.length(2);
    expect(faultsOf("env.json", text).join("\n")).to.not.contain("hunter2");
  });

  it("may be lines of NAME=VALUE, for all functions", () => {
    const text = `# comment
export A=plain # comment
B="with # and 'quotes'"
C='one\\ntwo'
D="one
two"
E=
`;
    const vars = varsOf(".env", text);
    expect(vars).to.deep.include({
      global: {
        A: "plain",
        B: "with # and 'quotes'",
        C: "one\\ntwo",
        D: "one\ntwo",
        E: "",
      },
      functions: {},
    });
    expect(formatLocation(vars.locate("Parameters", "A"))).to.equal(".env:2:8");
    expect(formatLocation(vars.locate("Parameters", "E"))).to.equal(".env:7:1");
  });

  it("names lines that say nothing, and not what stands there", () => {
    const text = "A=1\nexport A\nhunter2\nB='x\ny z\n'\n  two words\nC=it's\nexport D\n";
    expect(faultsOf(".env", text)).to.deep.equal(
      [3, 7, 9].map((line) => `.env:${line}:1 This line is neither NAME=VALUE nor a comment.`),
    );
  });

  it("may hold JSON under any name, and nothing at all as lines", () => {
    expect(varsOf("variables", '{ "Fn": { "A": "b" } }').functions).to.have.key("Fn");
    expect(varsOf(".env", "# nothing yet\n").global).to.deep.equal({});
  });

  it("is refused for text that is neither", () => {
    expect(faultsOf("template.yaml", "\n# x\nResources:\n  A: {}\n")).to.deep.equal([
      "template.yaml:3:1 The file of variables is neither JSON nor lines of NAME=VALUE.",
    ]);
  });

  it("takes names of JavaScript's own objects for names", () => {
    const text = '{ "__proto__": { "A": "b" }, "constructor": { "toString": "c" } }';
    const { functions } = varsOf("env.json", text);
    expect(Object.keys(functions)).to.have.members(["__proto__", "constructor"]);
  });
});
