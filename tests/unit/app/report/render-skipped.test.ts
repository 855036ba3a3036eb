import { expect } from "chai";
import { renderSkipped } from "../../../../src/harness/app/report/render-skipped.ts";
import type { CheckCase, PhaseResult } from "../../../../src/harness/app/report/run-result.ts";

const skipped = (operation: string, reason?: string): CheckCase => ({
  name: operation,
  operation,
  file: "openapi.yaml",
  status: "skipped",
  ...(reason === undefined ? {} : { reason }),
  durationMs: 0,
  problems: [],
});

const phase = (name: string, cases: readonly CheckCase[]): PhaseResult => ({
  name,
  title: name,
  status: "passed",
  summary: "",
  durationMs: 0,
  cases,
  problems: [],
});

const plain = (_style: string, text: string) => text;

describe("What a run could not try", () => {
  it("is told by reason, with what it concerns", () => {
    const keys = "the local stage does not emulate API keys";
    const cases = [
      skipped("GET /a", keys),
      skipped("GET /b", "PyFunction runs on python3.12"),
      ...["/c", "/d", "/e"].map((path) => skipped(`GET ${path}`, keys)),
    ];
    const pact = phase("pact", [skipped("GET /a", keys)]);
    expect(renderSkipped([phase("examples", cases), pact], plain)).to.deep.equal([
      "Not tried, so neither proved nor disproved",
      `  ${keys}`,
      "      GET /a, GET /c, GET /d and 1 more",
      "  PyFunction runs on python3.12",
      "      GET /b",
    ]);
  });

  it("is nothing where all was tried, or no reason is known", () => {
    const called = { ...skipped("GET /a", "why"), status: "passed" as const };
    const phases = [phase("examples", [called, skipped("GET /b")])];
    expect(renderSkipped(phases, plain)).to.deep.equal([]);
  });
});
