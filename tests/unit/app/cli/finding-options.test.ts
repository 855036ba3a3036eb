import { expect } from "chai";
import { toFindingOverrides } from "../../../../src/harness/app/cli/finding-options.ts";
import { toOverrides } from "../../../../src/harness/app/cli/project-options.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

describe("Options about findings", () => {
  it("are handed on, and nothing is asked for without them", () => {
    expect(toFindingOverrides({}, {})).to.deep.equal({
      only: [],
      rules: [],
      baseline: undefined,
      updateBaseline: undefined,
      ci: false,
    });
    const flags = { only: ["a"], rule: ["b=off"], baseline: "c", updateBaseline: true };
    expect(toFindingOverrides(flags, {})).to.deep.include({
      only: ["a"],
      rules: ["b=off"],
      baseline: "c",
      updateBaseline: true,
    });
  });

  for (const [value, ci] of [
    ["true", true],
    ["1", true],
    ["", false],
    ["0", false],
    ["false", false],
  ] as const)
    it(`CI=${value} is ${ci ? "" : "not "}CI`, () => {
      expect(toFindingOverrides({}, { CI: value }).ci).to.equal(ci);
    });
});

describe("Options about the project", () => {
  it("name one template, or several", () => {
    expect(toOverrides({}).template).to.equal(undefined);
    expect(toOverrides({ template: ["a"] }).template).to.equal("a");
    expect(toOverrides({ template: ["a", "b"] }).template).to.deep.equal(["a", "b"]);
  });

  it("name the environment of samconfig by either name, not two of them", async () => {
    expect(toOverrides({ configEnv: "dev" }).stage).to.equal("dev");
    expect(toOverrides({ stage: "dev", configEnv: "dev" }).stage).to.equal("dev");
    const error = await lockstepErrorOf(() => toOverrides({ stage: "dev", configEnv: "prod" }));
    expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
  });
});
