import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { expect } from "chai";

// AWS's own tools, for those who have them: `pip install cfn-lint aws-sam-translator aws-sam-cli`. They are found as
// commands on PATH or as modules of the Python interpreter that LOCKSTEP_PYTHON names. Nothing here needs a network.

const root = fileURLToPath(new URL("../../", import.meta.url));
const SECONDS = 1000;
const LIMIT = 60 * SECONDS;

/** How a tool is started: a command and its first arguments. */
type Tool = readonly string[];

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly output: string;
}

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env["PATH"] ?? ""].join(delimiter),
  AWS_DEFAULT_REGION: "eu-central-1",
  AWS_EC2_METADATA_DISABLED: "true",
  SAM_CLI_TELEMETRY: "0",
};

function run([command = "", ...prefix]: Tool, args: readonly string[]): Run {
  const options = { cwd: root, encoding: "utf8", env: environment, timeout: LIMIT } as const;
  const { status, stdout, stderr, error } = spawnSync(command, [...prefix, ...args], options);
  return { status, stdout: stdout ?? "", output: `${stdout}${stderr}${error?.message ?? ""}` };
}

const python = process.env["LOCKSTEP_PYTHON"] ?? "python3";
const FIND_MODULES = `
from importlib.util import find_spec
print(*[name for name in ("cfnlint", "samcli", "samtranslator") if find_spec(name)])
`;
const modules = run([python], ["-c", FIND_MODULES]).stdout.trim().split(" ");

function findModule(name: string, ...start: Tool): Tool | undefined {
  return modules.includes(name) ? [python, ...start] : undefined;
}

function findCommand(name: string): Tool | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const there = folders.some((folder) => existsSync(join(folder, name)));
  return there && run([name], ["--version"]).status === 0 ? [name] : undefined;
}

const START_CFN_LINT = "import sys; from cfnlint.runner import main; sys.exit(main())";
const cfnLint = findModule("cfnlint", "-c", START_CFN_LINT) ?? findCommand("cfn-lint");
const sam = findModule("samcli", "-m", "samcli") ?? findCommand("sam");
const translator = findModule("samtranslator");

/** A test that needs a tool; without it, it stays pending and its title says what is missing. */
function itWith(
  tool: Tool | undefined,
  name: string,
  text: string,
  body: (tool: Tool) => unknown,
): void {
  if (tool === undefined) {
    it(`${text} (skipped: ${name} is missing)`);
  } else {
    it(text, () => body(tool));
  }
}

// What happens on a deployment: the code is uploaded, CloudFormation puts the included file in its place and runs the
// SAM transform.
const TRANSFORM = `
import json, sys
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse
class NoManagedPolicies:
    def load(self):
        return {}
template, specification = sys.argv[1:]
with open(template) as file:
    document = yaml_parse(file)
with open(specification) as file:
    body = yaml_parse(file)
document["Resources"]["OrderApi"]["Properties"]["DefinitionBody"] = body
document["Globals"]["Function"]["CodeUri"] = "s3://bucket/code.zip"
json.dump(transform(document, {"Stage": "dev"}, NoManagedPolicies()), sys.stdout, default=str)
`;

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (parent, name) =>
      typeof parent === "object" && parent !== null ? Reflect.get(parent, name) : undefined,
    value,
  );
}

function resourcesOf(template: unknown, type: string): ReadonlyMap<string, unknown> {
  const resources = at(template, "Resources");
  const entries =
    typeof resources === "object" && resources !== null ? Object.entries(resources) : [];
  return new Map(
    entries
      .filter(([, resource]) => at(resource, "Type") === type)
      .map(([id, resource]): [string, unknown] => [id, at(resource, "Properties")]),
  );
}

describe("the reference service is deployable as it stands", function () {
  this.timeout(2 * LIMIT);

  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "orders-deployable-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  itWith(cfnLint, "cfn-lint", "cfn-lint has nothing to say about the template", (tool) => {
    const { status, output } = run(tool, ["template.yaml"]);
    expect(status, output).to.equal(0);
  });

  const transformed = "the SAM transform makes an API, its permissions and a rule of it";
  itWith(translator, "the Python module samtranslator", transformed, (tool) => {
    const { status, stdout, output } = run(tool, [
      "-c",
      TRANSFORM,
      "template.yaml",
      "openapi.yaml",
    ]);
    expect(status, output).to.equal(0);
    expectStack(JSON.parse(stdout));
    if (cfnLint !== undefined) {
      const file = join(folder, "transformed.json");
      writeFileSync(file, stdout);
      const lint = run(cfnLint, [file]);
      expect(lint.status, lint.output).to.equal(0);
    }
  });

  itWith(sam, "sam", "sam validate --lint passes", (tool) => {
    const { status, output } = run(tool, ["validate", "--lint", "--region", "eu-central-1"]);
    expect(status, output).to.equal(0);
  });

  itWith(sam, "sam", "sam build makes bundles that start by themselves", async (tool) => {
    const build = join(folder, "build");
    const args = ["build", "--build-dir", build, "--cache-dir", join(folder, "cache")];
    const { status, output } = run(tool, args);
    expect(status, output).to.equal(0);
    for (const [functionId, file] of bundles) {
      const bundle = join(build, functionId, "handlers", `${file}.mjs`);
      const module: unknown = await import(pathToFileURL(bundle).href);
      expect(at(module, "handler"), file).to.be.a("function");
    }
  });
});

const bundles = [
  ["CreateOrderFunction", "create-order"],
  ["GetOrderFunction", "get-order"],
  ["ListOrdersFunction", "list-orders"],
  ["CancelOrderFunction", "cancel-order"],
  ["OrderPlacedFunction", "order-placed"],
] as const;

function expectStack(template: unknown): void {
  const [stages, permissions, rules] = [
    "AWS::ApiGateway::Stage",
    "AWS::Lambda::Permission",
    "AWS::Events::Rule",
  ].map((type) => [...resourcesOf(template, type).values()]);
  expect(stages?.map((properties) => at(properties, "StageName"))).to.deep.equal([
    { Ref: "Stage" },
  ]);
  expect(at(stages?.[0], "Variables")).to.have.all.keys("ordersTable", "logLevel", "cancelEnabled");

  const sources = permissions
    ?.map((properties) => at(properties, "SourceArn", "Fn::Sub", "0"))
    .filter((source) => typeof source === "string")
    .map((source) => source.replace(/^.*__Stage__\}?\//, ""));
  expect(sources?.toSorted()).to.deep.equal([
    "GET/orders",
    "GET/orders/*",
    "POST/orders",
    "POST/orders/*/cancel",
  ]);
  expect(rules?.map((properties) => at(properties, "EventPattern"))).to.deep.equal([
    { source: ["orders.api"], "detail-type": ["OrderPlaced"] },
  ]);

  const [api] = resourcesOf(template, "AWS::ApiGateway::RestApi").values();
  expect(at(api, "Body", "paths")).to.have.all.keys(
    "/orders",
    "/orders/{orderId}",
    "/orders/{orderId}/cancel",
  );
}
