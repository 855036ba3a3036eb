import { expect } from "chai";
import { resolveFindings } from "../../../../src/harness/app/project/finding-settings.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

const file = "lockstep.config.json";

describe("What is to be done with findings", () => {
  it("is nothing without a word about it", () => {
    const settings = resolveFindings({}, {}, null);
    expect(settings).to.deep.equal({
      only: null,
      severities: new Map(),
      suppress: [],
      configFile: null,
      baseline: null,
    });
  });

  it("looks at the codes named, several in a value or in several", () => {
    const { only } = resolveFindings({ only: ["project/no-api, events", "stage"] }, {}, null);
    expect(only?.has("project/no-api")).to.equal(true);
    expect([...(only ?? [])].some((code) => code.startsWith("events/"))).to.equal(true);
    expect(only?.has("project/no-operations")).to.equal(false);
  });

  it("takes rules of the command line before those of the configuration", () => {
    const { severities } = resolveFindings(
      { rules: ["project/no-api=warn", "openapi/*=off"] },
      { rules: { "project/no-api": "off", "openapi/invalid-example": "error", events: "info" } },
      file,
    );
    expect(severities.get("project/no-api")).to.equal("warning");
    expect(severities.get("openapi/invalid-example")).to.equal("off");
    expect(severities.get("events/body-not-a-string")).to.equal("info");
  });

  it("takes a rule for one code before one for several, in whichever order", () => {
    const { severities } = resolveFindings(
      { rules: ["project/no-api=info", "project/*=off"] },
      {},
      null,
    );
    expect(severities.get("project/no-api")).to.equal("info");
    expect(severities.get("project/no-operations")).to.equal("off");
  });

  for (const rule of ["project/no-api", "project/no-api=loud", "=off"])
    it(`is not the rule ${rule}`, async () => {
      const error = await lockstepErrorOf(() => resolveFindings({ rules: [rule] }, {}, null));
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
      expect(error.summary).to.contain(`"${rule}"`);
    });

  it("names the file a wrong code stands in", async () => {
    const error = await lockstepErrorOf(() =>
      resolveFindings({}, { rules: { "project/no-apis": "off" } }, file),
    );
    expect(error.summary).to.contain(`rules in ${file}`);
    expect(error.hint).to.equal("Did you mean project/no-api?");
    const suppress = await lockstepErrorOf(() =>
      resolveFindings({}, { suppress: [{ code: "project", reason: "r" }] }, file),
    );
    expect(suppress.code).to.equal("project/code-unknown");
  });

  it("writes no baseline unasked in CI, and needs a file to update one", async () => {
    expect(resolveFindings({ baseline: "b.json", ci: true }, {}, null).baseline).to.deep.equal({
      file: "b.json",
      update: false,
      mayCreate: false,
    });
    expect(resolveFindings({}, { baseline: "b.json" }, file).baseline?.mayCreate).to.equal(true);
    const error = await lockstepErrorOf(() => resolveFindings({ updateBaseline: true }, {}, null));
    expect(error.code).to.equal("project/config-invalid");
  });
});
