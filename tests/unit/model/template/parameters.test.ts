import { expect } from "chai";
import type { Problem } from "../../../../src/harness/core/problem.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

function problems(
  declaration: string,
  parameters: Readonly<Record<string, string>> = {},
): readonly Problem[] {
  const text = `Parameters:\n  P: ${declaration}\nResources:\n  Queue: { Type: AWS::SQS::Queue }\n`;
  return readTemplate(text, { parameters }).problems;
}

describe("template parameters", () => {
  const broken: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ["{ Type: String, AllowedValues: [dev, prod] }", { P: "test" }, "one of dev, prod"],
    ["{ Type: Number, Default: many }", {}, "a number"],
    ["{ Type: Number, MinValue: 2 }", { P: "1" }, ">= 2"],
    ["{ Type: Number, MaxValue: 2 }", { P: "3" }, "<= 2"],
    ["{ Type: String, MinLength: 2 }", { P: "a" }, "at least 2 characters"],
    ["{ Type: String, MaxLength: 2 }", { P: "abc" }, "at most 2 characters"],
    ["{ Type: String, AllowedPattern: '[a-z]+' }", { P: "abc1" }, "text that matches [a-z]+"],
    ["{ Type: CommaDelimitedList, AllowedValues: [a, b] }", { P: "a,c" }, "one of a, b"],
  ];
  for (const [declaration, parameters, expected] of broken) {
    it(`refuse a value outside ${declaration}`, () => {
      const [problem, ...others] = problems(declaration, parameters);
      expect(problem).to.deep.include({
        code: "template/parameter-value",
        severity: "error",
        expected,
      });
      expect(problem?.location).to.include({ file: "template.yaml", line: 2, column: 3 });
      expect(others).to.deep.equal([]);
    });
  }

  const fine: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["{ Type: String, AllowedValues: [dev, prod] }", { P: "prod" }],
    ["{ Type: String, AllowedValues: [true, false], Default: true }", {}],
    ["{ Type: Number, MinValue: 1, MaxValue: 3 }", { P: "3" }],
    ["{ Type: String, AllowedPattern: '(?<![' }", { P: "x" }],
    ["{ Type: CommaDelimitedList, AllowedValues: [a, b] }", { P: "b, a" }],
    ["{ Type: String, Default: '' }", {}],
  ];
  for (const [declaration, parameters] of fine) {
    it(`accept ${JSON.stringify(parameters)} for ${declaration}`, () => {
      expect(problems(declaration, parameters)).to.deep.equal([]);
    });
  }

  it("report a parameter that has no value, and name one that is allowed", () => {
    const [problem] = problems("{ Type: String, AllowedValues: [dev, prod] }");
    expect(problem).to.include({
      code: "template/parameter-missing",
      expected: "one of dev, prod",
    });
    expect(problem?.hint).to.contain("--parameter-overrides P=dev");
  });

  it("warn of a value for a parameter that is not declared", () => {
    const [problem] = problems("{ Type: String, Default: a }", { Q: "x" });
    expect(problem).to.include({ code: "template/unknown-parameter", severity: "warning" });
  });
});
