import { expect } from "chai";
import { chooseTarget } from "../../../../src/harness/app/testing/choose-target.ts";
import { LockstepError } from "../../../../src/harness/core/lockstep-error.ts";

describe("The target a test asked for", () => {
  it("is the option, else API_URL, else LOCKSTEP_TARGET, else the stage in process", () => {
    const both = { API_URL: "https://example.com/dev/", LOCKSTEP_TARGET: "stage-http" };
    expect(chooseTarget("stage", both)).to.deep.equal({ kind: "stage" });
    expect(chooseTarget(undefined, both)).to.deep.equal({
      kind: "url",
      url: "https://example.com/dev",
    });
    expect(chooseTarget(undefined, { ...both, API_URL: "" })).to.deep.equal({ kind: "stage-http" });
    expect(chooseTarget(undefined, { API_URL: undefined })).to.deep.equal({ kind: "stage" });
  });

  for (const [place, option, environment] of [
    ["LOCKSTEP_TARGET", undefined, { LOCKSTEP_TARGET: "stage-htp" }],
    ["API_URL", undefined, { API_URL: "stage-htp", LOCKSTEP_TARGET: "stage" }],
    ["The option target", "stage-htp", { API_URL: "https://example.com" }],
  ] as const)
    it(`is refused with its source and the values there are: ${place}`, () => {
      expect(() => chooseTarget(option, environment))
        .to.throw(LockstepError, `${place} is "stage-htp", which is no target.`)
        .with.property("hint")
        .that.matches(/^Use stage \(.*stage-http \(.*URL/);
    });
});
