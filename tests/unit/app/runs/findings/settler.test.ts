import { expect } from "chai";
import {
  plainFindings,
  resolveFindings,
  type FindingOverrides,
} from "../../../../../src/harness/app/project/finding-settings.ts";
import type { LockstepConfig } from "../../../../../src/harness/app/project/project-config.ts";
import { toEntry } from "../../../../../src/harness/app/runs/findings/baseline.ts";
import { Settler } from "../../../../../src/harness/app/runs/findings/settler.ts";
import { createProblem } from "../../../../../src/harness/core/problem.ts";

const problem = createProblem({
  code: "wiring/operation-not-permitted",
  message: "m",
  location: { file: "openapi.yaml", line: 2, column: 1, pointer: "/paths/~1a/get" },
});
const settler = (overrides: FindingOverrides, config: LockstepConfig = {}, text = "a: 1\nb: 2\n") =>
  new Settler({
    settings: resolveFindings(overrides, config, null),
    baseline: null,
    readText: () => text,
  });

describe("A finding", () => {
  it("counts as it was found when nothing is said about it", () => {
    expect(settler({}).settle("wiring", problem)).to.equal(problem);
  });

  it("does not count when it is not asked for or switched off, and is not accepted either", () => {
    for (const overrides of [{ only: ["events"] }, { rules: ["wiring/*=off"] }]) {
      const own = settler(overrides);
      expect(own.settle("wiring", problem)).to.equal(null);
      expect(own.accepted).to.deep.equal([]);
      own.settle("wiring", problem);
      expect([own.notAsked, own.switchedOff], "each is counted once").to.deep.equal(
        overrides.only === undefined ? [0, 1] : [1, 0],
      );
    }
  });

  it("has the severity of its rule", () => {
    const own = settler({ rules: ["wiring=info"] });
    expect(own.settle("wiring", problem)).to.include({ severity: "info", message: "m" });
  });

  it("is accepted by a comment with its reason", () => {
    const text = "a: 1\nb: 2 # lockstep-ignore wiring/operation-not-permitted: console only\n";
    const own = settler({}, {}, text);
    expect(own.settle("wiring", problem)).to.equal(null);
    expect(own.accepted).to.deep.equal([{ problem, by: "comment", reason: "console only" }]);
  });

  for (const [entry, accepts] of [
    [{}, true],
    [{ file: "openapi.yaml" }, true],
    [{ file: "other.yaml" }, false],
    [{ pointer: "/paths/~1a" }, true],
    [{ pointer: "/paths/~1a/get" }, true],
    [{ pointer: "/paths/~1" }, false],
  ] as const)
    it(`is ${accepts ? "" : "not "}accepted by the configuration's ${JSON.stringify(entry)}`, () => {
      const suppress = [{ code: problem.code, reason: "r", ...entry }];
      const own = settler({}, { suppress });
      expect(own.settle("wiring", problem) === null).to.equal(accepts);
      expect(own.unusedSettings()).to.have.length(accepts ? 0 : 1);
    });

  it("gets one answer however often it is asked about", () => {
    const own = new Settler({
      settings: plainFindings,
      baseline: [toEntry("wiring", problem)],
      readText: () => null,
    });
    expect(own.settle("wiring", problem)).to.equal(null);
    expect(own.settle("wiring", problem)).to.equal(null);
    expect(own.accepted).to.have.length(1);
  });

  it("is accepted by the baseline as often as it stands there", () => {
    const own = new Settler({
      settings: plainFindings,
      baseline: [{ ...toEntry("wiring", problem), count: 2 }],
      readText: () => null,
    });
    const moved = { ...problem, location: { ...problem.location, file: "openapi.yaml", line: 9 } };
    expect(own.settle("wiring", problem)).to.equal(null);
    expect(own.left(toEntry("wiring", problem))).to.equal(1);
    expect(own.settle("wiring", moved)).to.equal(null);
    const third = { ...problem };
    expect(own.settle("wiring", third)).to.equal(third);
  });
});
