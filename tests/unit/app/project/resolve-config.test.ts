import { expect } from "chai";
import {
  resolveConfig,
  resolveConfigNow,
  type ConfigOverrides,
} from "../../../../src/harness/app/project/resolve-config.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { withSmallProject, type ProjectFiles } from "../../../support/app/small-project.ts";

const samconfig = `version = 0.1
[default.deploy.parameters]
stack_name = "notes"
region = "eu-west-1"
parameter_overrides = "Stage=dev Size=small"
[staging.deploy.parameters]
stack_name = "notes-staging"
parameter_overrides = "Stage=staging"
`;

const resolved = (files: ProjectFiles, overrides: ConfigOverrides = {}) =>
  withSmallProject(files, async (root) => ({
    root,
    ...(await resolveConfig({ ...overrides, root })),
  }));

const errorOf = (files: ProjectFiles, overrides: ConfigOverrides) =>
  withSmallProject(files, (root) => lockstepErrorOf(() => resolveConfig({ ...overrides, root })));

describe("A configuration", () => {
  it("has an answer to every question without any file", async () => {
    const { config, problems, root } = await resolved({});
    expect(config).to.deep.equal({
      root,
      configFile: null,
      template: "template.yaml",
      stage: "default",
      parameters: {},
      region: "us-east-1",
      accountId: "123456789012",
      stackName: "local",
      contracts: "contracts",
      providerStates: null,
      provider: null,
      events: "events",
      eventSchemas: null,
      namedFolders: [],
      strictStagePrefix: false,
      restApi: { remapAuthenticate: true, numericHeaders: "text", listSizes: false },
      dynamodb: "auto",
      functions: {},
      envVars: { vars: null, passAll: false },
      integrations: {},
      layers: {},
      as: null,
      identity: {},
      throttling: false,
      canary: false,
      disableAuthorizers: false,
      failOn: "error",
    });
    expect(problems).to.deep.equal([]);
  });

  it("takes what samconfig says over the defaults", async () => {
    const { config } = await resolved({ "samconfig.toml": samconfig });
    expect(config).to.deep.include({
      stackName: "notes",
      region: "eu-west-1",
      parameters: { Stage: "dev", Size: "small" },
    });
  });

  it("takes what the configuration file says over samconfig", async () => {
    const { config } = await resolved({
      "samconfig.toml": samconfig,
      "lockstep.config.json": JSON.stringify({
        stackName: "mine",
        region: "eu-north-1",
        parameters: { Stage: "file" },
        strictStagePrefix: true,
        dynamodb: "dynalite",
        failOn: "warning",
      }),
    });
    expect(config).to.deep.include({
      stackName: "mine",
      region: "eu-north-1",
      parameters: { Stage: "file", Size: "small" },
      strictStagePrefix: true,
      dynamodb: "dynalite",
      failOn: "warning",
    });
  });

  it("takes what the command line says over everything", async () => {
    const file = {
      region: "eu-north-1",
      parameters: { Stage: "file" },
      strictStagePrefix: true,
      failOn: "warning",
    };
    const { config } = await resolved(
      { "samconfig.toml": samconfig, "lockstep.config.json": JSON.stringify(file) },
      {
        region: "ap-south-1",
        parameterOverrides: ["Stage=typed", "Text=a=b"],
        strictStagePrefix: false,
        failOn: "info",
        dynamodbEndpoint: "http://127.0.0.1:8000",
        stage: "staging",
      },
    );
    expect(config).to.deep.include({
      stage: "staging",
      stackName: "notes-staging",
      region: "ap-south-1",
      parameters: { Stage: "typed", Text: "a=b" },
      strictStagePrefix: false,
      failOn: "info",
      dynamodb: { endpoint: "http://127.0.0.1:8000" },
    });
  });

  it("is the same for callers that cannot wait", () =>
    withSmallProject({ "samconfig.toml": samconfig }, async (root) => {
      expect(resolveConfigNow({ root })).to.deep.equal(await resolveConfig({ root }));
    }));

  it("finds the provider states beside the contracts", async () => {
    const { config } = await resolved({
      "lockstep.config.json": '{ "contracts": "pacts" }',
      "pacts/provider-states.mjs": "export default {};\n",
      "pacts/provider-states.ts": "export default {};\n",
    });
    expect(config.providerStates).to.equal("pacts/provider-states.ts");
  });

  it("finds a template of another usual name", () =>
    withSmallProject({ "sub/template.yml": "Resources: {}\n" }, async (root) => {
      const { config } = await resolveConfig({ root: `${root}/sub` });
      expect(config.template).to.equal("template.yml");
    }));

  it("says what is wrong with samconfig as a problem", async () => {
    const { problems } = await resolved({ "samconfig.toml": "[default\n" });
    expect(problems.map(({ code }) => code)).to.deep.equal(["template/config-syntax-error"]);
    expect(problems[0]?.location?.file).to.equal("samconfig.toml");
  });
});

describe("A configuration is refused", () => {
  it("without a template, naming those looked for", () =>
    withSmallProject({}, async (root) => {
      const error = await lockstepErrorOf(() => resolveConfig({ root: `${root}/src` }));
      expect(error).to.include({ code: "template/not-found", exitCode: 2 });
      expect(error.summary).to.equal(
        `There is no template.yaml, template.yml or template.json in ${root}/src.`,
      );
      expect(error.hint).to.be.a("string");
    }));

  it("without a folder to look in", () =>
    withSmallProject({}, async (root) => {
      const none = await lockstepErrorOf(() => resolveConfig({ root: `${root}/none` }));
      expect(none).to.include({ code: "project/root-not-found", exitCode: 2 });
      expect(none.summary).to.equal(`There is no folder ${root}/none.`);
      const file = await lockstepErrorOf(() => resolveConfig({ root: `${root}/template.yaml` }));
      expect(file.summary).to.contain("is a file, not a folder");
    }));

  it("for a template that is not there, with the one that was meant", () =>
    withSmallProject({}, async (root) => {
      const error = await lockstepErrorOf(() => resolveConfig({ root, template: "templte.yaml" }));
      expect(error.hint).to.equal("Did you mean template.yaml?");
    }));

  it("with the message of a file that cannot be built told once", () =>
    withSmallProject({ "lockstep.config.ts": "export default {\n" }, async (root) => {
      const error = await lockstepErrorOf(() => resolveConfig({ root }));
      expect(error.code).to.equal("project/config-unreadable");
      expect(error.details).to.deep.equal([]);
      expect(error.hint).to.be.a("string");
    }));

  it("with the place of every fault", () =>
    withSmallProject(
      { "lockstep.config.json": '{\n  "failOn": "all",\n  "strictStagePrefix": "yes"\n}' },
      async (root) => {
        const error = await lockstepErrorOf(() => resolveConfig({ root }));
        expect(error.summary).to.match(/^lockstep\.config\.json:3:3 sets "strictStagePrefix"/);
        expect(error.details[0]).to.match(/^lockstep\.config\.json:2:3 sets "failOn"/);
      },
    ));

  it("when the template named is not there", async () => {
    const error = await errorOf({}, { template: "gone.yaml" });
    expect(error.code).to.equal("template/not-found");
    expect(error.summary).to.equal("There is no template at gone.yaml.");
  });

  it("for a stage that samconfig does not have, naming those it has", async () => {
    const error = await errorOf({ "samconfig.toml": samconfig }, { stage: "prod" });
    expect(error).to.include({ code: "project/unknown-stage", exitCode: 2 });
    expect(error.summary).to.equal('samconfig.toml has no environment "prod".');
    expect(error.hint).to.equal("Its environments are default, staging.");
  });

  it("for a stage without a samconfig", async () => {
    const error = await errorOf({}, { stage: "prod" });
    expect(error.code).to.equal("project/unknown-stage");
    expect(error.hint).to.contain("--parameter-overrides");
    await resolved({}, { stage: "default" });
  });

  for (const pair of ["Stage", "=dev", ""])
    it(`for the parameter ${JSON.stringify(pair)}`, async () => {
      const error = await errorOf({}, { parameterOverrides: [pair] });
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
      expect(error.summary).to.equal(`--parameter-overrides "${pair}" is not NAME=VALUE.`);
      expect(error.hint).to.contain("Stage=staging");
    });

  it("for a severity there is none of", async () => {
    const error = await errorOf({}, { failOn: "fatal" });
    expect(error.summary).to.equal('--fail-on "fatal" is not a severity.');
    expect(error.hint).to.equal("Use error, warn or info.");
  });

  for (const endpoint of ["local", "ftp://127.0.0.1", "127.0.0.1:8000"])
    it(`for the DynamoDB endpoint ${endpoint}`, async () => {
      const error = await errorOf({}, { dynamodbEndpoint: endpoint });
      expect(error.code).to.equal("project/config-invalid");
      expect(error.summary).to.equal(`--dynamodb-endpoint "${endpoint}" is not a URL.`);
      expect(error.hint).to.contain("http://127.0.0.1:8000");
    });

  it("for an option there is none of, in the file's name", async () => {
    const error = await errorOf({ "lockstep.config.json": '{ "colour": true }' }, {});
    expect(error.code).to.equal("project/config-invalid");
    expect(error.message).to.contain("lockstep.config.json");
  });
});
