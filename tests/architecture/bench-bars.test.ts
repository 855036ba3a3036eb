import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "../../scripts/support/repository.ts";
import { compareWithBars, readBars } from "../bench/compare-with-bars.ts";

describe("The bars of benchmarks", () => {
  it("are well-formed", () => {
    const text = readFileSync(path.join(repository, "tests/bench/bars.json"), "utf8");
    expect(() => readBars(JSON.parse(text))).to.not.throw();
  });

  it("are missed by values outside them and by metrics that were not measured", () => {
    const bars = readBars({
      stage: { start: { atMost: 2 }, throughput: { atLeast: 0.5 }, gone: { atMost: 1 } },
    });
    expect(compareWithBars("stage", { start: 2, throughput: 0.5, gone: 1 }, bars)).to.deep.equal(
      [],
    );
    expect(compareWithBars("stage", { start: 2.5, throughput: Number.NaN }, bars)).to.deep.equal([
      "stage: start is 2.50, above 2",
      "stage: throughput is NaN, below 0.5",
      "stage: gone was not measured",
    ]);
  });

  it("refuse limits they do not know", () => {
    expect(() => readBars({ stage: { start: { atmost: 2 } } })).to.throw('unknown limit "atmost"');
    expect(() => readBars({ stage: { start: {} } })).to.throw("give atLeast or atMost");
    expect(() => readBars({ stage: { start: { atMost: "2" } } })).to.throw("expected a number");
  });
});
