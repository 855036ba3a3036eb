import { expect } from "chai";
import { renderJson } from "../../../../src/harness/app/report/render-json.ts";
import { createProblem, type Problem } from "../../../../src/harness/core/problem.ts";
import { checkCase, phaseResult, runResult } from "../../../support/app/run-result.ts";
import { runResultViolations } from "../../../support/app/run-result-schema.ts";

describe("A run as JSON", () => {
  const problem = createProblem({
    code: "conformance/server-error",
    message: "GET /notes answered 500.",
    location: { file: "openapi.yaml", pointer: "/paths", line: 3, column: 5 },
    related: [{ message: "the constraint", location: { file: "openapi.yaml" } }],
    details: Array.from({ length: 100 }, (_, at) => `log: ${at}`),
  });
  const result = runResult({
    phases: [
      phaseResult({
        status: "failed",
        cases: [checkCase({ status: "failed", problems: [problem] })],
      }),
      phaseResult({ status: "skipped" }),
    ],
    exitCode: 1,
  });

  it("is one document with its version and the counts of checks", () => {
    const text = renderJson(result);
    expect(text.endsWith("}\n")).to.equal(true);
    const docs = "docs/problems.md#conformanceserver-error";
    const [failed, skipped] = result.phases;
    const told = checkCase({ status: "failed", problems: [{ ...problem, docs } as Problem] });
    expect(JSON.parse(text)).to.deep.equal({
      ...result,
      phases: [{ ...failed, cases: [told] }, skipped],
      checks: { passed: 0, failed: 1, skipped: 1 },
    });
    expect(result.schema).to.equal("lockstep-run/1");
  });

  it("satisfies the published schema", () => {
    expect(runResultViolations(renderJson(result))).to.deep.equal([]);
    const failed = runResult({
      project: null,
      setupFailure: { code: "target/unreachable", message: "m", hint: null, details: [] },
      exitCode: 3,
    });
    expect(runResultViolations(renderJson(failed))).to.deep.equal([]);
    const accepted = runResult({
      suppressed: 1,
      accepted: [{ problem, by: "comment", reason: "known" }],
      baseline: { file: "b.json", written: true, findings: 3 },
    });
    expect(runResultViolations(renderJson(accepted))).to.deep.equal([]);
  });

  it("has durations to three places", () => {
    const text = renderJson({ ...result, durationMs: 219.10237500000017 });
    expect(text).to.contain('"durationMs": 219.102,');
  });

  it("with a member the published schema does not have does not satisfy it", () => {
    const text = renderJson(result).replace('"command"', '"extra": 1, "command"');
    expect(runResultViolations(text)).to.deep.equal([" must NOT have additional properties"]);
  });
});
