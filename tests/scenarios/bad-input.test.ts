import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { copyOrderProject, type OrderProject } from "../support/scenarios/order-project.ts";
import { runCommandLine, type CommandResult } from "../support/scenarios/run-command-line.ts";
import { runInThisProcess } from "../support/scenarios/run-in-this-process.ts";

// What goes wrong for people who type commands: the exit code tells what kind of trouble it is, stdout has the report,
// stderr the talk, and the words say what to edit.

/** A command on a broken project, and what it must answer. */
interface BadInput {
  readonly name: string;
  readonly change: (project: OrderProject) => void;
  readonly args: readonly string[];
  readonly exitCode: 0 | 1 | 2 | 3;
  /** Where the words are: a report goes to stdout, a refusal to stderr. */
  readonly on: "stdout" | "stderr";
  readonly says: readonly string[];
  readonly silent?: readonly string[];
}

const nothing = (): void => {};
const getOrder = "src/orders/handlers/get-order.ts";

/** A getOrder that does something else. */
function handlerThat(body: string): (project: OrderProject) => void {
  return (project) =>
    project.write(
      getOrder,
      `export const handler = async (): Promise<unknown> => {\n  ${body}\n};\n`,
    );
}

function emptyFolder(project: OrderProject, folder: string): void {
  project.remove(folder);
  mkdirSync(join(project.root, folder));
}

const brokenEvent = (project: OrderProject): void => project.write("events/broken.json", "{");
const nowhere = "http://127.0.0.1:9/dev";

const setUps: readonly BadInput[] = [
  {
    name: "no template",
    change: (project) => project.remove("template.yaml"),
    args: ["check"],
    exitCode: 2,
    on: "stderr",
    says: ["template/not-found", "template.yaml", "--template FILE"],
  },
  {
    name: "a template named that is not there",
    change: nothing,
    args: ["check", "--template", "infra/template.yaml"],
    exitCode: 2,
    on: "stderr",
    says: ["template/not-found", "infra/template.yaml"],
  },
  {
    name: "a template that is a folder",
    change: (project) => emptyFolder(project, "template.yaml"),
    args: ["check"],
    exitCode: 2,
    on: "stderr",
    says: ["template/not-found", "template.yaml cannot be read"],
  },
  {
    name: "a stage samconfig.toml does not have",
    change: nothing,
    args: ["check", "--stage", "qa"],
    exitCode: 2,
    on: "stderr",
    says: ["project/unknown-stage", 'no environment "qa"', "default, staging, prod"],
  },
  {
    name: "an option of the configuration misspelt",
    change: (project) => project.write("lockstep.config.json", '{ "contract": "pacts" }\n'),
    args: ["check"],
    exitCode: 2,
    on: "stderr",
    says: [
      "project/config-invalid",
      "lockstep.config.json",
      '"contract"',
      "Did you mean contracts?",
    ],
  },
  {
    name: "a configuration that is no JSON",
    change: (project) => project.write("lockstep.config.json", '{\n  "contracts":\n'),
    args: ["check"],
    exitCode: 2,
    on: "stderr",
    says: ["project/config-unreadable", "lockstep.config.json:3:1 is not JSON"],
  },
  {
    name: "an option of the command misspelt",
    change: nothing,
    args: ["check", "--stgae", "dev"],
    exitCode: 2,
    on: "stderr",
    says: ["--stgae", "--stage"],
  },
  {
    name: "an operation the spec does not have",
    change: nothing,
    args: ["events", "generate", "--operation", "getOrdr"],
    exitCode: 2,
    on: "stderr",
    says: [
      "project/operation-unknown",
      '"getOrdr"',
      "createOrder, listOrders, getOrder, cancelOrder",
    ],
  },
  {
    name: "a function the template does not have",
    change: nothing,
    args: ["invoke", "GetOrdrFunction"],
    exitCode: 2,
    on: "stderr",
    says: ["lambda/function-unknown", "GetOrdrFunction", "GetOrderFunction"],
  },
  {
    name: "an event file that is not there",
    change: nothing,
    args: ["invoke", "GetOrderFunction", "-e", "events/nope.json"],
    exitCode: 2,
    on: "stderr",
    says: ["project/event-unreadable", "events/nope.json"],
  },
];

const files: readonly BadInput[] = [
  {
    name: "a template that is no YAML: its place, and no guess about what was not read",
    change: (project) =>
      project.edit("template.yaml", "  OrderApi:\n    Type", "  OrderApi: [\n    Type"),
    args: ["check"],
    exitCode: 1,
    on: "stdout",
    says: ["template/syntax-error  template.yaml:54:11", "> 54 |"],
    silent: ["resource-without-type", "unknown-reference", "Warning:"],
  },
  {
    name: "a spec that is no YAML: its place, and the broken event besides",
    change: (project) => {
      project.edit("openapi.yaml", "  title: Order API", "  title: Order API: [x");
      brokenEvent(project);
    },
    args: ["check"],
    exitCode: 1,
    on: "stdout",
    says: [
      "openapi/syntax-error  openapi.yaml:3:10",
      "events/syntax-error  events/broken.json:1:2",
      "not compared: no API could be read",
    ],
    silent: ["wiring/", "event-operation-unknown", "contracts/", "conformance/", "verification/"],
  },
  {
    name: "a Location without a file: the line in the template, and the broken event besides",
    change: (project) => {
      project.edit("template.yaml", "Location: openapi.yaml", "Location: api.yaml");
      brokenEvent(project);
    },
    args: ["check"],
    exitCode: 1,
    on: "stdout",
    says: [
      "project/spec-not-found  template.yaml:65:23",
      'includes "api.yaml"',
      "events/syntax-error  events/broken.json:1:2",
      "not compared: no API could be read",
    ],
  },
  {
    name: "an integration with a function's name misspelt: the nearest one",
    change: (project) =>
      project.edit("openapi.yaml", "${GetOrderFunction.Arn}", "${GetOrdrFunction.Arn}"),
    args: ["check"],
    exitCode: 1,
    on: "stdout",
    says: [
      "wiring/integration-names-no-function  openapi.yaml:254:7",
      "Name GetOrderFunction instead",
    ],
    silent: ["stage/operation-not-emulated", "contracts/status-mismatch"],
  },
  {
    name: "an empty contracts folder",
    change: (project) => emptyFolder(project, "contracts"),
    args: ["check"],
    exitCode: 1,
    on: "stdout",
    says: ["contracts/no-pacts  contracts", "Run the consumer's tests"],
  },
  {
    name: "no contracts folder, where pacts were asked for",
    change: (project) => project.remove("contracts"),
    args: ["pact", "verify"],
    exitCode: 1,
    on: "stdout",
    says: ["contracts/no-pacts", "There is no pact file or folder contracts"],
  },
  {
    name: "an event with a byte order mark",
    change: (project) =>
      project.write("events/bom.json", `\uFEFF${project.read("events/apigateway/get-order.json")}`),
    args: ["events", "validate"],
    exitCode: 1,
    on: "stdout",
    says: [
      "events/byte-order-mark  events/bom.json:1:1",
      "Save the file as UTF-8 without a byte order mark",
    ],
  },
];

const services: readonly BadInput[] = [
  {
    name: "a handler that throws: the error, the file and no complaint of the contracts about it",
    change: handlerThat('throw new TypeError("no such thing");'),
    args: ["check"],
    exitCode: 1,
    on: "stdout",
    says: [
      `conformance/function-failed  ${getOrder}:2:`,
      "see: openapi.yaml:249:5 the operation",
      "found: TypeError: no such thing",
      `see: ${getOrder}:1 the handler`,
      "seen: 5 times",
    ],
    silent: ["contracts/status-mismatch", "contracts/body-mismatch"],
  },
  {
    name: "a handler whose body is no text",
    change: handlerThat('return { statusCode: 200, body: { orderId: "ORD-001" } };'),
    args: ["check"],
    exitCode: 1,
    on: "stdout",
    says: [
      "conformance/function-failed",
      "body must be a string, found an object",
      `see: ${getOrder}:1`,
    ],
  },
  {
    name: "a handler that hangs",
    change: (project) => {
      handlerThat("await new Promise((resolve) => setTimeout(resolve, 60_000));")(project);
      project.edit("template.yaml", "    Timeout: 10\n", "    Timeout: 1\n");
      // One interaction is enough to wait for.
      emptyFolder(project, "contracts");
    },
    args: ["check"],
    exitCode: 1,
    on: "stdout",
    says: ["conformance/function-failed", "GetOrderFunction", "Task timed out after 1.00 seconds"],
  },
  {
    name: "a provider state that throws",
    change: (project) =>
      project.edit(
        "contracts/provider-states.ts",
        'setup: (context) => putOrder(context, { status: "created" }),',
        'setup: () => { throw new Error("no stock"); },',
      ),
    args: ["pact", "verify"],
    exitCode: 1,
    on: "stdout",
    says: [
      "contracts/state-failed  contracts/web-shop-order-api.json:311:19",
      'The setup of state "an order exists" failed',
      "Error: no stock",
      "contracts/provider-states.ts:51:",
    ],
  },
  {
    name: "a provider state that is missing",
    change: (project) =>
      project.edit(
        "contracts/provider-states.ts",
        '"an order exists": {',
        '"an order is there": {',
      ),
    args: ["pact", "verify"],
    exitCode: 1,
    on: "stdout",
    says: [
      "contracts/state-without-handler  contracts/web-shop-order-api.json:311:19",
      'No provider state is called "an order exists"',
      "Add the handler to contracts/provider-states.ts",
    ],
  },
  {
    name: "provider states that do not load: the place, and the stage is still tried",
    change: (project) =>
      project.edit("contracts/provider-states.ts", '"an order exists": {', '"an order exists": {{'),
    args: ["check"],
    exitCode: 2,
    on: "stdout",
    says: [
      "contracts/provider-states.ts:50:23",
      "Spec examples               12 requests to 4 operations",
      "the provider states cannot be loaded",
    ],
  },
  {
    name: "a URL where nothing listens: what was found without it is told as well",
    change: brokenEvent,
    args: ["check", "--url", nowhere],
    exitCode: 3,
    on: "stdout",
    says: ["target/unreachable", "127.0.0.1:9", "events/syntax-error  events/broken.json:1:2"],
  },
];

/** Runs the command on a copy of the Order API that was broken. */
async function runOn(
  { change, args }: BadInput,
  run: (root: string, args: readonly string[]) => Promise<CommandResult>,
): Promise<CommandResult> {
  const project = copyOrderProject();
  try {
    change(project);
    return await run(project.root, args);
  } finally {
    project.dispose();
  }
}

describe("bad input on the command line", function () {
  this.timeout(180_000);

  // One of each kind shows that a process of its own says and ends the same.
  const alone = new Set([setUps[0], files[0], services[0]]);

  for (const input of [...setUps, ...files, ...services]) {
    const { name, args, exitCode, on, says, silent = [] } = input;
    it(`${name}: \`lockstep ${args.join(" ")}\` ends with ${exitCode}`, async () => {
      const result = await runOn(input, alone.has(input) ? runCommandLine : runInThisProcess);
      const { stdout, stderr } = result;
      expect(result.exitCode, `${stdout}${stderr}`).to.equal(exitCode);
      for (const words of says) expect(result[on]).to.include(words);
      for (const words of silent) expect(`${stdout}${stderr}`).to.not.include(words);
      // A refusal leaves stdout to those who read data from it.
      if (on === "stderr") expect(stdout).to.equal("");
      expect(stderr).to.not.include("This is a bug in lockstep").and.not.include("Warning:");
    });
  }

  it("--json prints one document on stdout, of a refusal too", async () => {
    const project = copyOrderProject();
    try {
      brokenEvent(project);
      const [refused, unreachable] = await Promise.all([
        runCommandLine(project.root, ["check", "--json", "--stage", "qa"]),
        runCommandLine(project.root, ["check", "--json", "--url", nowhere]),
      ]);
      expect(refused.exitCode).to.equal(2);
      expect(JSON.parse(refused.stdout)).to.have.nested.property(
        "error.code",
        "project/unknown-stage",
      );
      expect(unreachable.exitCode).to.equal(3);
      const run: unknown = JSON.parse(unreachable.stdout);
      expect(run).to.have.nested.property("setupFailure.code", "target/unreachable");
      expect(run).to.have.property("exitCode", 3);
      expect(unreachable.stdout).to.include('"events/syntax-error"');
    } finally {
      project.dispose();
    }
  });
});
