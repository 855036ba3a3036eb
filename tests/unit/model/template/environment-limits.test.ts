import { expect } from "chai";
import type { Problem } from "../../../../src/harness/core/problem.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

function problemsOf(variables: string): readonly Problem[] {
  const { problems } = readTemplate(`Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: nodejs24.x
      Environment:
        Variables: ${variables}
`);
  return problems.filter(({ code }) => /reserved-variable|environment-too-large/.test(code));
}

const codes = (variables: string): readonly string[] =>
  problemsOf(variables).map(({ code }) => code);

describe("variables Lambda refuses", () => {
  it("are those it reserves, at their own place", () => {
    const [problem, ...others] = problemsOf("{ TABLE: orders, AWS_REGION: eu-west-1 }");
    expect(others).to.deep.equal([]);
    expect(problem).to.deep.include({
      code: "template/reserved-variable",
      severity: "error",
      message: "Fn sets AWS_REGION, which Lambda sets itself and lets no function set.",
    });
    expect(problem?.location).to.include({ line: 8 });
  });

  it("are not those it sets and lets a function set", () => {
    expect(
      codes("{ TZ: UTC, NODE_OPTIONS: --enable-source-maps, LANG: C, PATH: /bin }"),
    ).to.deep.equal([]);
  });

  it("are more than 4096 bytes as JSON, counted to the byte", () => {
    // {"A":"…"} is eight bytes without the value.
    expect(codes(`{ A: ${"x".repeat(4096 - 8)} }`)).to.deep.equal([]);
    expect(codes(`{ A: ${"x".repeat(4096 - 7)} }`)).to.deep.equal([
      "template/environment-too-large",
    ]);
    expect(codes(`{ A: ${"ä".repeat(2045)} }`)).to.deep.equal(["template/environment-too-large"]);
  });

  it("are not counted by what only AWS knows", () => {
    expect(codes(`{ A: !ImportValue ${"x".repeat(5000)} }`)).to.deep.equal([]);
  });
});
