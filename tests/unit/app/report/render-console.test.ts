import { expect } from "chai";
import {
  renderConsole,
  renderPhaseLine,
} from "../../../../src/harness/app/report/render-console.ts";
import type { RunResult } from "../../../../src/harness/app/report/run-result.ts";
import { plainPaint } from "../../../../src/harness/app/report/text-style.ts";
import type { CoverageRow } from "../../../../src/harness/core/evidence.ts";
import { createProblem } from "../../../../src/harness/core/problem.ts";
import { checkCase, phaseResult, runResult } from "../../../support/app/run-result.ts";

const options = {
  paint: plainPaint,
  readText: (file: string) => (file === "openapi.yaml" ? "paths:\n  /notes:\n    get: {}\n" : null),
};
const render = (changes: Partial<RunResult>) => renderConsole(runResult(changes), options);

const broken = createProblem({
  code: "conformance/response-invalid",
  message: "GET /notes: body /notes is not a list.",
  location: { file: "openapi.yaml", line: 3, column: 5 },
  operation: "GET /notes",
  expected: "a list",
  actual: "null",
  reproduction: "curl -i 'http://127.0.0.1:3000/dev/notes'",
});
const remark = createProblem({
  code: "conformance/link-unusable",
  message: 'The link "next" leads nowhere.',
  location: { file: "openapi.yaml", line: 2 },
});

const row = (operation: string, response: string, seen: CoverageRow["seen"]): CoverageRow => ({
  operation,
  operationId: null,
  response,
  location: { file: "openapi.yaml" },
  seen,
});

const whole: Partial<RunResult> = {
  target: {
    kind: "stage-http",
    name: "http://127.0.0.1:40000/dev",
    gateway: "rest",
    baseUrl: "http://127.0.0.1:40000/dev",
    dynamodb: "dynoxide 1.2.1",
  },
  phases: [
    phaseResult({ cases: [checkCase(), checkCase()] }),
    phaseResult({
      title: "Events",
      status: "skipped",
      summary: "no events in events/",
      durationMs: 0,
    }),
    phaseResult({
      title: "Spec examples",
      status: "failed",
      summary: "2 requests to 2 operations",
      durationMs: 1440,
      cases: [checkCase({ status: "failed", problems: [remark, broken] }), checkCase()],
    }),
  ],
  coverage: {
    covered: 1,
    total: 3,
    stale: 2,
    rows: [
      row("GET /notes", "200", { examples: 12, unit: 1 }),
      row("GET /notes", "500", {}),
      row("POST /notes", "201", {}),
    ],
  },
  exitCode: 1,
};

describe("A run on the console", () => {
  it("is problems by severity, coverage, phases and a verdict", () => {
    expect(render(whole)).to.equal(`Notes (openapi.yaml, 2 operations)
target: http://127.0.0.1:40000/dev, DynamoDB: dynoxide 1.2.1

✗ conformance/response-invalid  openapi.yaml:3:5
    GET /notes: body /notes is not a list.
      2 |   /notes:
    > 3 |     get: {}
        |     ^
      4 |
    operation: GET /notes
    expected: a list
    found: null
    hint: Correct the handler, or change the spec first if the answer is right.
    again: curl -i 'http://127.0.0.1:3000/dev/notes'

! conformance/link-unusable  openapi.yaml:2
    The link "next" leads nowhere.
      1 | paths:
    > 2 |   /notes:
        | ^
      3 |     get: {}

To send a request again, run \`lockstep start\` in a second terminal; its tables begin empty.

Spec coverage 33 % (1 of 3 documented answers)
     operation    status  unit  examples
  ✓  GET /notes   200        1        12
  ·  GET /notes   500
  ·  POST /notes  201
  2 recorded exchanges belong to another text of the spec and are left out.

✓  Wiring         1 of 1 operation wired                          12 ms
–  Events         no events in events/                            0 ms
✗  Spec examples  2 requests to 2 operations  1 error, 1 warning  1.4 s

Found: 1 error, 1 warning
Out of step. 3 passed, 1 failed, 1 skipped in 1.2 s
`);
  });

  it("has no percentage of nothing", () => {
    const coverage = { covered: 0, total: 0, stale: 2, rows: [] };
    const text = render({ coverage });
    expect(text).to.contain("Spec coverage none: no documented answers\n");
    expect(text).not.to.contain("100 %");
  });

  it("speaks of one recorded exchange in the singular", () => {
    const coverage = { covered: 0, total: 0, stale: 1, rows: [] };
    expect(render({ coverage })).to.contain(
      "\n  1 recorded exchange belongs to another text of the spec and is left out.\n",
    );
  });

  it("tells a fault of a function once, with every operation it fails", () => {
    const failed = (operation: string) =>
      createProblem({
        code: "conformance/function-failed",
        message: `NotesFunction failed for ${operation}; the client sees 502.`,
        location: { file: "src/notes.ts", line: 1, column: 1 },
        operation,
        actual: "Error: boom",
      });
    const problems = [failed("GET /notes"), failed("POST /notes"), failed("GET /notes")];
    const text = render({ phases: [phaseResult({ status: "failed", problems })] });
    expect(text.split("conformance/function-failed")).to.have.length(2);
    expect(text).to.contain("seen: 3 times (GET /notes, POST /notes), this is the first");
  });

  it("tells the same thing once, and says how often it was seen", () => {
    const phases = [
      phaseResult({
        cases: [
          checkCase({ problems: [remark] }),
          checkCase({ problems: [{ ...remark, details: ["another answer"] }] }),
        ],
      }),
    ];
    expect(render({ phases }).match(/conformance\/link-unusable/g)).to.have.length(1);
    expect(render({ phases })).to.contain("    seen: 2 times, this is the first\n");
    expect(render({ phases })).not.to.contain("another answer");
  });

  it("without problems ends in lockstep", () => {
    expect(render({ phases: [phaseResult()] })).to.equal(`Notes (openapi.yaml, 2 operations)

✓  Wiring  1 of 1 operation wired    12 ms

In lockstep. 1 passed, 0 failed, 0 skipped in 1.2 s
`);
  });

  it("names one operation as one", () => {
    const project = {
      template: "template.yaml",
      stage: "dev",
      apis: [{ logicalId: "A", title: "Notes", spec: "openapi.yaml", operations: 1 }],
    };
    expect(render({ project, phases: [phaseResult()] })).to.contain(
      "Notes (openapi.yaml, 1 operation)",
    );
  });

  it("that could not go on says why after what it found", () => {
    const text = render({
      project: null,
      phases: [phaseResult()],
      setupFailure: {
        code: "target/unreachable",
        message: "Nobody answers.",
        hint: "Start it.",
        details: ["connect ECONNREFUSED"],
      },
      exitCode: 3,
    });
    expect(text).to.equal(`✓  Wiring  1 of 1 operation wired    12 ms

✗ target/unreachable
    Nobody answers.
      connect ECONNREFUSED
    hint: Start it.

The run could not go on. 1 passed, 0 failed, 0 skipped in 1.2 s
`);
  });

  it("against a deployed stage needs no other stage for its commands", () => {
    const deployed = {
      ...whole,
      target: {
        kind: "deployed",
        name: "https://example.com",
        gateway: "rest",
        baseUrl: "https://example.com",
        dynamodb: null,
      },
    } as const;
    expect(render(deployed)).not.to.contain("lockstep start");
    expect(render(deployed)).to.contain("target: https://example.com\n");
  });
});

describe("A phase's line", () => {
  it("has mark, title, summary, problems and time", () => {
    expect(
      renderPhaseLine(
        phaseResult({
          problems: [broken, broken, remark, createProblem({ ...remark, severity: "info" })],
        }),
        plainPaint,
      ),
    ).to.equal("✓  Wiring  1 of 1 operation wired  1 error, 1 warning, 1 note  12 ms");
    expect(renderPhaseLine(phaseResult({ summary: "" }), plainPaint)).to.equal("✓  Wiring  12 ms");
  });
});
