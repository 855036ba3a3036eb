import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/invalid-intrinsic";
const template = (value: string, transform = "AWS::Serverless-2016-10-31"): string => `
Transform: ${transform}
Parameters: { Names: { Type: CommaDelimitedList, Default: a } }
Conditions: { IsDev: !Equals [a, a] }
Resources: { A: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: ${value} } } }
`;

describe("template/invalid-intrinsic", () => {
  for (const [value, expected] of [
    ["!Join [a, b]", null],
    ["!Join ['-', [a], c]", "a delimiter and a list"],
    ["!Join a", "a delimiter and a list"],
    ["!If [IsDev, a]", "a condition's name and two values"],
    ["!Select [1]", "an index and a list"],
    ["!Split ['-']", "a delimiter and a text"],
    ["!FindInMap [A, b]", "a mapping and two keys"],
    ["!Sub [a, b]", "a text, or a list of a text and a map"],
    ["!GetAtt A", "a logical id and an attribute"],
    ["!Ref [A]", "the name of a parameter or resource"],
    ["!Cidr [10.0.0.0/16]", "an address block, a count and perhaps the bits"],
  ] as const) {
    it(`${expected === null ? "lets be" : "reports"} ${value}`, () => {
      const problems = problemsWith(code, template(value));
      expect(problems.map((problem) => problem.expected)).to.deep.equal(
        expected === null ? [] : [expected],
      );
    });
  }

  it("names the function that was meant by one that is misspelt, and lets new ones be", () => {
    const [problem, ...others] = problemsWith(code, template("{ 'Fn::GetAttr': [A, Value] }"));
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.equal("A calls Fn::GetAttr, which is no function.");
    expect(problem?.hint).to.equal("Did you mean Fn::GetAtt?");
    expect(problemsWith(code, template("{ 'Fn::Reverse': [A] }"))).to.deep.equal([]);
  });

  it("looks at conditions as well", () => {
    const text =
      "Conditions: { A: !Not [!Equals [a, a], !Equals [a, a]], B: !And [!Condition A], C: !Equals [a] }\nResources: { A: { Type: AWS::SQS::Queue } }";
    expect(problemsWith(code, text).map(({ message }) => message)).to.deep.equal([
      "Fn::Not in A takes a list of one condition.",
      "Fn::And in B takes two to ten conditions.",
      "Fn::Equals in C takes two values.",
    ]);
  });

  it("accepts a function in a function's place, and what a macro may rewrite", () => {
    expect(problemsWith(code, template("!Join ['-', !Ref Names]"))).to.deep.equal([]);
    expect(problemsWith(code, template("!Sub { 'Fn::Transform': { Name: Own } }"))).to.deep.equal(
      [],
    );
    expect(problemsWith(code, template("!Join a", "Own"))).to.deep.equal([]);
    const extended = template("{ Ref: { 'Fn::Sub': A } }", "AWS::LanguageExtensions");
    expect(problemsWith(code, extended)).to.deep.equal([]);
  });
});
