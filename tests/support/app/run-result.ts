import type {
  CheckCase,
  PhaseResult,
  RunResult,
} from "../../../src/harness/app/report/run-result.ts";

/** A check that passed, with some of it changed. */
export function checkCase(changes: Partial<CheckCase> = {}): CheckCase {
  return {
    name: "GET /notes → ListFunction",
    operation: "GET /notes",
    file: "openapi.yaml",
    status: "passed",
    durationMs: 0,
    problems: [],
    ...changes,
  };
}

/** A phase that passed, with some of it changed. */
export function phaseResult(changes: Partial<PhaseResult> = {}): PhaseResult {
  return {
    name: "wiring",
    title: "Wiring",
    status: "passed",
    summary: "1 of 1 operation wired",
    durationMs: 12,
    cases: [],
    problems: [],
    ...changes,
  };
}

/** A run that found nothing, with some of it changed. */
export function runResult(changes: Partial<RunResult> = {}): RunResult {
  return {
    schema: "lockstep-run/1",
    tool: { name: "lockstep-sam", version: "1.2.3" },
    command: "check",
    startedAt: "2030-01-31T09:30:00.000Z",
    durationMs: 1234,
    project: {
      template: "template.yaml",
      stage: "dev",
      apis: [{ logicalId: "NotesApi", title: "Notes", spec: "openapi.yaml", operations: 2 }],
    },
    target: null,
    phases: [],
    coverage: null,
    failOn: "error",
    suppressed: 0,
    switchedOff: 0,
    notAsked: 0,
    baselined: 0,
    accepted: [],
    baseline: null,
    setupFailure: null,
    exitCode: 0,
    ...changes,
  };
}
