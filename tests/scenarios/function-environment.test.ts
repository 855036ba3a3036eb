import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { isObject, parseJson, type JsonValue } from "../../src/harness/core/json.ts";
import { writeFiles } from "../support/app/small-project.ts";
import { layeredProject } from "../support/scenarios/layered-project.ts";
import { runCommandLine } from "../support/scenarios/run-command-line.ts";
import { runInThisProcess } from "../support/scenarios/run-in-this-process.ts";

// Variables from a file, and layers, as a developer who comes from SAM CLI uses them.

describe("The environment of functions", function () {
  this.timeout(60_000);
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), "lockstep-environment-"));
    writeFiles(root, layeredProject);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const write = (file: string, text: string): string => {
    writeFileSync(join(root, file), text);
    return file;
  };
  const invoke = (name: string, ...options: readonly string[]) =>
    runInThisProcess(root, ["invoke", name, ...options]);
  const resultOf = async (name: string, ...options: readonly string[]): Promise<JsonValue> => {
    const { exitCode, stdout, stderr } = await invoke(name, ...options);
    expect(exitCode, stderr).to.equal(0);
    return parseJson(stdout);
  };
  const found = { greeting: "Hello, you", colour: "blue", shout: "HEY", hidden: null };

  for (const name of ["PlainFunction", "RequiringFunction", "TypedFunction", "BundledFunction"])
    it(`has what its layers hold, the later one first (${name})`, async () => {
      expect(await resultOf(name)).to.deep.include(found);
    });

  it("takes over the template's value the global one, over that the function's own", async () => {
    const own = { PlainFunction: { LOG_LEVEL: "trace" } };
    const both = { Parameters: { LOG_LEVEL: "debug", PLACE: "there" }, ...own };
    const file = write("both.json", JSON.stringify(both));
    expect(await resultOf("PlainFunction", "--env-vars", file)).to.deep.include({
      level: "trace",
      place: "there",
    });
    expect(await resultOf("TypedFunction", "-n", file)).to.deep.include({ level: "debug" });
  });

  it("reads lines of NAME=VALUE as well", async () => {
    const file = write(".env.local", `# shared\nexport LOG_LEVEL='a # b'\nPLACE="two\nlines"\n`);
    expect(await resultOf("PlainFunction", "-n", file)).to.deep.include({
      level: "a # b",
      place: "two\nlines",
    });
  });

  it("passes what the template declares, and what it does not only when asked to", async () => {
    const file = write("more.json", '{\n  "Parameters": { "AWS_SAM_LOCAL": true }\n}\n');
    const { stdout, stderr } = await invoke("ForeignFunction", "-n", file);
    expect(parseJson(stdout)).to.not.have.any.keys("AWS_SAM_LOCAL", "AWS_ACCOUNT_ID", "HOME");
    expect(stderr).to.contain("more.json:2:19 project/env-vars-undeclared:");
    const all = await invoke("ForeignFunction", "-n", file, "--env-vars-all");
    expect(parseJson(all.stdout)).to.include({ AWS_SAM_LOCAL: "true" });
    expect(all.stderr).to.not.contain("undeclared");
  });

  it("takes the file that samconfig names, that of its own command first", async () => {
    const samconfig = join(root, "samconfig.toml");
    write("invoke.json", '{ "Parameters": { "PLACE": "from invoke" } }');
    writeFileSync(
      samconfig,
      '[default.local_start_api.parameters]\nenv_vars = "none.json"\n[default.local_invoke.parameters]\nenv_vars = "invoke.json"\n',
    );
    try {
      expect(await resultOf("PlainFunction")).to.include({ place: "from invoke" });
      expect(await resultOf("PlainFunction", "--no-env-vars")).to.include({ place: "here" });
      const { exitCode, stdout } = await runCommandLine(root, ["check", "--static", "--json"]);
      expect(exitCode, "a file that is not there is no error").to.equal(0);
      expect(stdout).to.contain("project/env-vars-not-read");
    } finally {
      rmSync(samconfig);
    }
  });

  it("ends with 2 and the place for what it cannot pass", async () => {
    const file = write("wrong.json", '{\n  "PlainFunction": {\n    "API_TOKEN": null\n  }\n}\n');
    const { exitCode, stderr } = await invoke("PlainFunction", "-n", file);
    expect(exitCode).to.equal(2);
    expect(stderr).to.contain("project/env-vars-invalid").and.contain("wrong.json:3:5");
    expect((await invoke("PlainFunction", "-n", "gone.json")).exitCode).to.equal(2);
  });

  it("runs a layer that is given by its ARN from the folder that is named for it", async () => {
    const arn = "arn:aws:lambda:eu-west-1:111122223333:layer:theirs";
    const { stderr } = await invoke("ForeignFunction");
    expect(stderr).to.contain(`project/layer-not-here: The layer ${arn}:7 of ForeignFunction`);
    const config = write("layers.json", JSON.stringify({ layers: { [arn]: "layers/shared" } }));
    const named = await invoke("ForeignFunction", "--config", config);
    expect(named.stderr).to.not.contain("layer-not-here");
    const variables = parseJson(named.stdout);
    const searched = isObject(variables) ? variables["NODE_PATH"] : "";
    expect(searched).to.contain(join(root, "layers/shared/nodejs/node_modules"));
  });

  it("is one region in the variables, the context and the ARNs", async () => {
    const result = await resultOf("ForeignFunction", "--region", "eu-west-3");
    expect(result).to.include({ AWS_REGION: "eu-west-3", AWS_DEFAULT_REGION: "eu-west-3" });
  });
});
