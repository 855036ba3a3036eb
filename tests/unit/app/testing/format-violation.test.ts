import { expect } from "chai";
import { formatViolation } from "../../../../src/harness/app/testing/format-violation.ts";
import type { Problem } from "../../../../src/harness/core/problem.ts";

function problem(message: string, hint: string): Problem {
  const shared = { severity: "error", related: [], operation: "GET /notes" } as const;
  const details = ["answer: 200 []"];
  return { ...shared, code: "openapi/response-invalid", message, hint, details };
}

describe("The problems of one answer as text", () => {
  it("say once what any of them share", () => {
    const text = formatViolation([problem("a", "H1"), problem("b", "H1"), problem("c", "H2")]);
    const whole = text.join("\n");
    for (const once of ["answer: 200 []", "operation: GET /notes", "hint: H1", "hint: H2"])
      expect(whole.split(once), once).to.have.lengthOf(2);
    expect(text[1]).to.include("hint: H1");
    expect(text[2]).to.include("answer: 200 []").and.to.include("hint: H2");
  });

  it("say everything of a single one", () => {
    const [text] = formatViolation([problem("a", "H1")]);
    expect(text)
      .to.include("hint: H1")
      .and.to.include("answer: 200 []")
      .and.to.include("operation:");
  });
});
