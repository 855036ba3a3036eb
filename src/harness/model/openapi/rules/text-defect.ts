import { createProblem } from "../../../core/problem.ts";
import type { ProblemCode } from "../../../core/problem-codes.ts";
import type { SyntaxIssue } from "../../../core/source-document.ts";
import type { Rule } from "./rule.ts";

const codes: Readonly<Record<SyntaxIssue["kind"], ProblemCode | null>> = {
  syntax: "openapi/syntax-error",
  "not-json": "openapi/syntax-error",
  "duplicate-key": "openapi/duplicate-key",
  "byte-order-mark": "openapi/byte-order-mark",
  "unknown-tag": null,
};

/** The text itself: syntax errors, duplicate keys, a byte order mark. A parser may stumble several times over one line. */
export const reportTextDefects: Rule = ({ document }) =>
  document.source.issues.filter(isFirstOfLine).flatMap(({ kind, message, location }) => {
    const code = codes[kind];
    return code === null ? [] : [createProblem({ code, message, location })];
  });

function isFirstOfLine(issue: SyntaxIssue, index: number, issues: readonly SyntaxIssue[]): boolean {
  if (issue.kind !== "syntax") return true;
  const { line } = issue.location;
  return (
    issues.findIndex((each) => each.kind === "syntax" && each.location.line === line) === index
  );
}
