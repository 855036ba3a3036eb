import { expect } from "chai";
import type { Problem } from "../../../../src/harness/core/problem.ts";
import { evaluateInTemplate, readTemplate } from "../../../support/wiring/read-template.ts";

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
    ["{ Type: List<Number>, MaxValue: 5 }", { P: "1,9" }, "<= 5"],
    ["{ Type: List<Number> }", { P: "1,x" }, "a number"],
    [
      "{ Type: CommaDelimitedList, AllowedPattern: '[a-z]*' }",
      { P: "a,1" },
      "text that matches [a-z]*",
    ],
    [
      "{ Type: AWS::EC2::VPC::Id, AllowedPattern: 'vpc-.*' }",
      { P: "x" },
      "text that matches vpc-.*",
    ],
  ];
  it("do not show a value that NoEcho hides, however short", () => {
    for (const noEcho of ["true", '"true"']) {
      const [problem] = problems(`{ Type: String, NoEcho: ${noEcho}, MinLength: 8 }`, { P: "zq9" });
      expect(problem?.code).to.equal("template/parameter-value");
      expect(JSON.stringify(problem)).to.not.contain("zq9");
    }
  });

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
    ["{ Type: List<Number>, MaxValue: 5 }", { P: "1, 2" }],
    ["{ Type: CommaDelimitedList, AllowedPattern: '[a-z]*' }", { P: "a, b" }],
    ["{ Type: CommaDelimitedList, AllowedValues: ['a,b', c] }", { P: "a,b" }],
    ["{ Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: [a] }", { P: "/path" }],
    ["{ Type: 'List<AWS::EC2::Subnet::Id>' }", { P: "subnet-1,subnet-2" }],
    ["{ Type: 'AWS::SSM::Parameter::Name' }", { P: "/path" }],
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
      severity: "warning",
      expected: "one of dev, prod",
    });
    expect(problem?.hint).to.contain("--parameter-overrides P=dev");
  });

  it("report all parameters without a value as one problem, with their places", () => {
    const text = `Parameters:
  A: { Type: String }
  B: { Type: String, Default: b }
  C: { Type: String, AllowedValues: [x, y] }
Resources: { Queue: { Type: AWS::SQS::Queue } }
`;
    const [problem, ...others] = readTemplate(text).problems;
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.contain("The parameters A, C have no Default");
    expect(problem?.location?.line).to.equal(2);
    expect(problem?.related.map(({ message, location }) => [message, location.line])).to.deep.equal(
      [["C (one of x, y)", 4]],
    );
  });

  it("name the first of very many, and count the rest", () => {
    const names = Array.from({ length: 3000 }, (_, index) => `P${index}: { Type: String }`);
    const text = `Parameters: { ${names.join(", ")} }\nResources: { Queue: { Type: AWS::SQS::Queue } }\n`;
    const [problem, ...others] = readTemplate(text).problems;
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.contain("P18, P19 and 2980 more have no Default");
    expect(problem?.related).to.have.length(19);
  });

  for (const [declaration, hint] of [
    ["{ Default: a }", "Add Type: String to P."],
    ["{ Type: Strng, Default: a }", "Did you mean String?"],
    ["{ Type: CommaDelimitedLists, Default: a }", "Did you mean CommaDelimitedList?"],
  ] as const) {
    it(`report the type of ${declaration}`, () => {
      const [problem, ...others] = problems(declaration);
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ code: "template/parameter-type", severity: "error", hint });
    });
  }

  it("name the parameter that was meant by a value for one that is not there", () => {
    const text =
      "Parameters: { TableName: { Type: String, Default: a } }\nResources: { Queue: { Type: AWS::SQS::Queue } }\n";
    const [problem] = readTemplate(text, { parameters: { TablName: "b" } }).problems;
    expect(problem).to.include({
      code: "template/unknown-parameter",
      hint: "Did you mean TableName?",
    });
  });

  it("keep the name of an SSM parameter, but not the value of one", () => {
    const value = (type: string): string | undefined =>
      evaluateInTemplate(
        `Parameters: { P: { Type: "${type}", Default: /path } }\nResources: { Queue: { Type: AWS::SQS::Queue } }`,
        "!Ref P",
      );
    expect(value("AWS::SSM::Parameter::Name")).to.equal("/path");
    expect(value("AWS::SSM::Parameter::Value<String>")).to.match(/^unknown: .*\/path/);
  });

  it("warn of a value for a parameter that is not declared", () => {
    const [problem] = problems("{ Type: String, Default: a }", { Q: "x" });
    expect(problem).to.include({ code: "template/unknown-parameter", severity: "warning" });
  });
});
