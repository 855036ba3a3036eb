import { expect } from "chai";
import { checkConfig } from "../../../../src/harness/app/project/check-config.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";

const errorOf = (value: unknown) => lockstepErrorOf(() => checkConfig(value, "lockstep.config.ts"));

describe("A configuration file's content", () => {
  it("is handed on when every option is sound", () => {
    const config = {
      template: "app.yaml",
      stage: "dev",
      parameters: { Stage: "dev" },
      region: "eu-west-1",
      accountId: "111122223333",
      stackName: "app",
      contracts: "pacts",
      providerStates: "pacts/states.ts",
      provider: "app",
      events: "samples",
      strictStagePrefix: true,
      dynamodb: { endpoint: "http://127.0.0.1:8000" },
      failOn: "warning",
    };
    expect(checkConfig(config, "lockstep.config.ts")).to.equal(config);
    expect(checkConfig({}, "lockstep.config.ts")).to.deep.equal({});
  });

  for (const value of [undefined, null, [], "text", 7])
    it(`is refused when it is ${JSON.stringify(value) ?? "missing"}`, async () => {
      const error = await errorOf(value);
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
      expect(error.summary).to.equal("lockstep.config.ts does not export a configuration object.");
      expect(error.hint).to.contain("export default defineConfig");
    });

  it("names a misspelt option and the one that was meant", async () => {
    const error = await errorOf({ failon: "error" });
    expect(error.summary).to.equal('lockstep.config.ts sets "failon", which is not an option.');
    expect(error.hint).to.equal("Did you mean failOn?");
  });

  it("tells of some twenty faults and not of a hundred thousand", async () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at]));
    expect((await errorOf(many)).details).to.have.length(19);
  });

  it("lists the options when none is near", async () => {
    const error = await errorOf({ port: 3000 });
    expect(error.hint).to.match(
      /^The options are template, stage, .*failOn, rules, suppress, baseline, envVars, as, identity, throttling, envVarsAll, layers, integrations, functions\.$/,
    );
  });

  it("names the parameter that is no text, and shows none of the others", async () => {
    const { summary } = await errorOf({ parameters: { Password: "hunter2", Size: 3 } });
    expect(summary).to.contain('whose "Size" is not text').and.not.contain("hunter2");
  });

  const wrong: readonly (readonly [name: string, value: unknown, expected: string])[] = [
    ["template", "", "a path, or a list of paths"],
    ["stage", 1, "the name of a samconfig environment"],
    ["parameters", "Size=3", "an object of strings"],
    ["region", 1, "an AWS region"],
    ["accountId", "123", "a string of 12 digits"],
    ["accountId", 123456789012, "a string of 12 digits"],
    ["stackName", "", "a stack name"],
    ["contracts", [], "a folder"],
    ["providerStates", true, "a path"],
    ["provider", {}, "a provider name"],
    ["events", 0, "a folder"],
    ["strictStagePrefix", "yes", "true or false"],
    ["restApi", { numericHeaders: 1 }, "an object of the choices for REST APIs"],
    ["dynamodb", "sqlite", '"auto", "dynoxide", "dynalite" or { endpoint: URL }'],
    ["dynamodb", { endpoint: "local" }, '"auto", "dynoxide", "dynalite" or { endpoint: URL }'],
    ["failOn", "fatal", '"error", "warning" or "info"'],
  ];
  for (const [name, value, expected] of wrong)
    it(`is refused when ${name} is ${JSON.stringify(value)}`, async () => {
      const error = await errorOf({ [name]: value });
      expect(error.summary).to.equal(
        `lockstep.config.ts sets "${name}" to ${JSON.stringify(value)}; expected ${expected}.`,
      );
    });
});
