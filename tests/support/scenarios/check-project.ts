import { expect } from "chai";

import type { ProblemCode } from "../../../src/harness/core/problem-codes.ts";
import { formatLocation, type Problem } from "../../../src/harness/core/problem.ts";
import { allProblems, type RunResult } from "../../../src/harness/app/report/run-result.ts";
import { runCheck } from "../../../src/harness/app/runs/check.ts";
import type { OrderProject, Place } from "./order-project.ts";

/** `lockstep check` on a project, in this process; against a stage by URL with the tables at an endpoint. */
export function checkProject(
  { root }: OrderProject,
  url: string | null = null,
  dynamodbEndpoint?: string,
): Promise<RunResult> {
  return runCheck({
    overrides: { root, dynamodbEndpoint },
    url,
    headers: [],
    apiLogicalId: null,
    listener: { started: () => {}, ended: () => {} },
  });
}

function show({ code, severity, location, message }: Problem): string {
  const place = location === undefined ? "(nowhere)" : formatLocation(location);
  return `${severity} ${code} ${place} ${message}`;
}

/** Every problem of a run, one a line, for messages of failed tests. */
export function showProblems(result: RunResult): string {
  return allProblems(result).map(show).join("\n");
}

/** What a finding must be: its code, its place, and words of its message. */
export interface WantedProblem extends Place {
  readonly code: ProblemCode;
  readonly says: readonly string[];
}

/** The error that a run found at a place; fails with everything it found instead. */
export function expectProblem(result: RunResult, wanted: WantedProblem): Problem {
  const found = allProblems(result).find(
    ({ code, severity, location, message }) =>
      code === wanted.code &&
      severity === "error" &&
      location?.file === wanted.file &&
      location.line === wanted.line &&
      wanted.says.every((words) => message.includes(words)),
  );
  const { code, file, line, says } = wanted;
  expect(
    found,
    `no ${code} at ${file}:${line} saying ${says.join(", ")} among\n${showProblems(result)}`,
  ).to.not.equal(undefined);
  expect(result.exitCode).to.equal(1);
  if (found === undefined) throw new Error("A problem that was found is gone.");
  return found;
}

/** The run is green; fails with everything that was found. */
export function expectGreen(result: RunResult): void {
  expect(result.exitCode, showProblems(result)).to.equal(0);
  expect(allProblems(result).filter(({ severity }) => severity !== "info")).to.deep.equal([]);
}
