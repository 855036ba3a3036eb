import { expect } from "chai";
import { describe, it } from "mocha";
import type { Problem } from "../../../../src/harness/core/problem.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

function problemsOf(runtime: string): readonly Problem[] {
  const { problems } = readTemplate(`Globals:
  Function:
    Runtime: ${runtime}
Resources:
  A: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
  B: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
`);
  return problems.filter(({ code }) => code !== "template/runtime-not-run");
}

describe("The runtime of a function", () => {
  for (const [runtime, meant] of [
    ["nodejs22", "nodejs22.x"],
    ["node22.x", "nodejs22.x"],
    ["NodeJS24.x", "nodejs24.x"],
    ["python312", "python3.12"],
    ["pyhton3.12", "python3.12"],
    ["provided.al-2023", "provided.al2023"],
  ] as const) {
    it(`that is ${runtime} does not exist; it is told once, where it is written`, () => {
      const [problem, ...others] = problemsOf(runtime);
      expect(others).to.deep.equal([]);
      expect(problem).to.include({
        code: "template/runtime-unknown",
        severity: "error",
        hint: `Did you mean ${meant}?`,
      });
      expect(problem?.message).to.contain("Globals.Function");
      expect(problem?.location).to.include({ line: 3 });
    });
  }

  for (const runtime of ["nodejs14.x", "go1.x", "python3.7"]) {
    it(`that is ${runtime} is no longer supported`, () => {
      expect(problemsOf(runtime).map(({ code, severity }) => [code, severity])).to.deep.equal([
        ["template/runtime-deprecated", "warning"],
      ]);
    });
  }

  for (const runtime of ["nodejs99.x", "nodejs26.x", "python3.15", "java29", "rust1.x"]) {
    it(`that is ${runtime} may be newer than the list: a note, once`, () => {
      const [problem, ...others] = problemsOf(runtime);
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ code: "template/runtime-unknown", severity: "info" });
      expect(problem?.message).to.include(runtime);
      expect(problem?.hint).to.include(runtime.startsWith("nodejs") ? "nodejs24.x" : "known are");
    });
  }

  for (const runtime of ["nodejs24.x", "provided.al2023", "!ImportValue Runtime"]) {
    it(`that is ${runtime} is let be`, () => {
      expect(problemsOf(runtime)).to.deep.equal([]);
    });
  }
});
