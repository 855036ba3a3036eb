import { expect } from "chai";
import { hostileCases } from "./list-cases.ts";
import { runHostileCases } from "./run-cases.ts";

const minutes = 60_000;

describe("Hostile projects", function () {
  this.timeout(30 * minutes);

  it(`${String(hostileCases.length)} of them give problems or one error: no crash, no hang, little memory`, async () => {
    expect(hostileCases.length).to.be.greaterThan(200);
    const verdicts = await runHostileCases(hostileCases.map((_, index) => index));
    const faults = verdicts
      .filter((verdict) => verdict.faults.length > 0)
      .map((verdict) => `${verdict.name}: ${verdict.faults.join("; ")}`);
    expect(faults).to.deep.equal([]);
  });
});
