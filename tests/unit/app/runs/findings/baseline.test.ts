import { expect } from "chai";
import {
  formatBaseline,
  gatherEntries,
  keyOfEntry,
  parseBaseline,
  toEntry,
} from "../../../../../src/harness/app/runs/findings/baseline.ts";
import { createProblem, type SourceLocation } from "../../../../../src/harness/core/problem.ts";
import { lockstepErrorOf } from "../../../../support/app/lockstep-error-of.ts";

const finding = (message: string, location?: SourceLocation) =>
  toEntry(
    "load",
    createProblem({
      code: "project/no-api",
      message,
      ...(location === undefined ? {} : { location }),
    }),
  );

describe("A baseline", () => {
  it("knows a finding by code, file and pointer, not by its line or message", () => {
    const early = finding("a", { file: "t.yaml", pointer: "/a", line: 3 });
    const late = finding("b", { file: "t.yaml", pointer: "/a", line: 30 });
    expect(keyOfEntry(early)).to.equal(keyOfEntry(late));
    const other = finding("a", { file: "t.yaml", pointer: "/b", line: 3 });
    expect(keyOfEntry(early)).not.to.equal(keyOfEntry(other));
  });

  it("knows one without a pointer by its message, numbers aside", () => {
    expect(keyOfEntry(finding("line 3 of 4"))).to.equal(keyOfEntry(finding("line 17 of 21")));
    expect(keyOfEntry(finding("line 3"))).not.to.equal(keyOfEntry(finding("column 3")));
  });

  it("is the same text for the same findings in any order, one a line, and is read back", () => {
    const entries = [
      finding("x", { file: "b.yaml", pointer: "/a" }),
      finding("no place"),
      finding("y", { file: "a.yaml", pointer: "/z" }),
      finding("x again", { file: "b.yaml", pointer: "/a" }),
    ];
    const text = formatBaseline(entries);
    expect(formatBaseline(entries.toReversed())).to.equal(text);
    expect(text).to.equal(`{
  "schema": "lockstep-baseline/1",
  "findings": [
    {"file":"","code":"project/no-api","message":"no place","phase":"load","count":1},
    {"file":"a.yaml","code":"project/no-api","pointer":"/z","phase":"load","count":1},
    {"file":"b.yaml","code":"project/no-api","pointer":"/a","phase":"load","count":2}
  ]
}
`);
    expect(parseBaseline("b.json", text)).to.deep.equal(gatherEntries(entries));
    expect(parseBaseline("b.json", formatBaseline([]))).to.deep.equal([]);
  });

  for (const text of [
    "",
    "[]",
    "<<<<<<< HEAD",
    '{ "schema": "lockstep-baseline/2", "findings": [] }',
    '{ "schema": "lockstep-baseline/1", "findings": [{ "code": "a/b" }] }',
    '{ "schema": "lockstep-baseline/1", "findings": [{ "code": "a/b", "file": "", "phase": "load", "count": 0 }] }',
  ])
    it(`is not ${JSON.stringify(text.slice(0, 70))}`, async () => {
      const error = await lockstepErrorOf(() => parseBaseline("b.json", text));
      expect(error).to.include({ code: "project/baseline-unreadable", exitCode: 2 });
      expect(error.summary).to.contain("b.json");
    });
});
