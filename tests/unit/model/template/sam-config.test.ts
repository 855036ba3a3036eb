import { expect } from "chai";
import { filesOf } from "../../../support/wiring/read-template.ts";
import { readSamConfig } from "../../../../src/harness/model/template/sam-config.ts";

const toml = `version = 0.1
[default.global.parameters]
region = "eu-central-1"
stack_name = "global"
[default.build.parameters]
template_file = "infra/template.yaml"
[default.deploy.parameters]
stack_name = "shop-dev"
parameter_overrides = "Stage=dev Title=\\"My shop\\""
[default.local_start_api.parameters]
parameter_overrides = ["Stage=local", "Note=two words"]
env_vars = "env.json"
[staging.deploy.parameters]
stack_name = "shop-staging"
region = "eu-west-1"
`;

describe("readSamConfig", () => {
  it("puts the sections of an environment together, the more exact one last", () => {
    expect(
      readSamConfig({ file: "samconfig.toml", text: toml, environment: "default" }),
    ).to.deep.equal({
      stackName: "shop-dev",
      region: "eu-central-1",
      template: "infra/template.yaml",
      parameterOverrides: { Stage: "local", Title: "My shop", Note: "two words" },
      envVarsFile: "env.json",
      invokeEnvVarsFile: "env.json",
      environments: ["default", "staging"],
      problems: [],
    });
  });

  it("keeps environments apart", () => {
    const staging = readSamConfig({ file: "samconfig.toml", text: toml, environment: "staging" });
    expect(staging).to.deep.include({
      stackName: "shop-staging",
      region: "eu-west-1",
      template: null,
      parameterOverrides: {},
    });
  });

  it("reads YAML", () => {
    const text =
      "version: 0.1\ndefault:\n  deploy:\n    parameters:\n      stack_name: shop\n      parameter_overrides:\n        - Stage: dev\n        - Count: 3\n";
    expect(readSamConfig({ file: "samconfig.yaml", text, environment: "default" })).to.deep.include(
      {
        stackName: "shop",
        parameterOverrides: { Stage: "dev", Count: "3" },
        problems: [],
      },
    );
  });

  it("reports a TOML syntax error at its place", () => {
    const config = readSamConfig({
      file: "samconfig.toml",
      text: "version = 0.1\n[default.deploy\n",
      environment: "default",
    });
    expect(config.problems).to.have.length(1);
    expect(config.problems[0]).to.deep.include({
      code: "template/config-syntax-error",
      severity: "error",
    });
    expect(config.problems[0]?.location).to.include({ file: "samconfig.toml", line: 2 });
  });

  it("reports a YAML syntax error at its place", () => {
    const config = readSamConfig({
      file: "samconfig.yml",
      text: "default: [\n",
      environment: "default",
    });
    expect(config.problems[0]).to.include({ code: "template/config-syntax-error" });
  });

  it("names the environments there are when the one asked for is not among them", () => {
    const [problem] = readSamConfig({
      file: "samconfig.toml",
      text: toml,
      environment: "prod",
    }).problems;
    expect(problem).to.include({
      code: "template/config-environment",
      expected: "one of default, staging",
    });
  });

  it("reports an override it cannot use and keeps the others", () => {
    const text = '[default.deploy.parameters]\nparameter_overrides = ["Stage=dev", "oops"]\n';
    const config = readSamConfig({ file: "samconfig.toml", text, environment: "default" });
    expect(config.parameterOverrides).to.deep.equal({ Stage: "dev" });
    expect(config.problems.map(({ code }) => code)).to.deep.equal(["template/config-value"]);
  });

  it("lets what deploy gives win over global, overrides as a whole", () => {
    const text = `[default.global.parameters]
region = "eu-west-1"
parameter_overrides = "Stage=global Only=global"
[default.deploy.parameters]
region = "eu-west-2"
parameter_overrides = { Stage = "deploy", Names = ["a", "b"] }
`;
    const config = readSamConfig({ file: "samconfig.toml", text, environment: "default" });
    expect(config).to.deep.include({
      region: "eu-west-2",
      parameterOverrides: { Stage: "deploy", Names: "a,b" },
    });
  });

  it("takes the overrides of global where deploy has none", () => {
    const text = `[prod.global.parameters]
parameter_overrides = "Stage=global"
[prod.deploy.parameters]
stack_name = "shop"
`;
    const config = readSamConfig({ file: "samconfig.toml", text, environment: "prod" });
    expect(config).to.deep.include({ stackName: "shop", parameterOverrides: { Stage: "global" } });
  });

  it("reads parameter files, and says at the place what is wrong with one", () => {
    const files = filesOf({ "params/dev.yaml": "Stage: dev\n" });
    const text = `version = 0.1
[default.deploy.parameters]
stack_name = "shop"
parameter_overrides = ["file://params/dev.yaml", "file://params/gone.yaml"]
`;
    const config = readSamConfig({ file: "samconfig.toml", text, environment: "default", files });
    expect(config.parameterOverrides).to.deep.equal({ Stage: "dev" });
    expect(config.problems).to.have.length(1);
    expect(config.problems[0]?.message).to.contain("there is no file params/gone.yaml");
    expect(config.problems[0]?.location).to.include({ line: 4, column: 1 });
  });
});
