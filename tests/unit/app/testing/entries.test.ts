import { expect } from "chai";
import { repository } from "../../../../scripts/support/repository.ts";
import { runCommand } from "../../../../scripts/support/run-command.ts";
import { isObject, parseJson } from "../../../../src/harness/core/json.ts";

const surface = {
  "lockstep-sam": [
    "ApiResponse",
    "ContractViolation",
    "FunctionError",
    "LockstepError",
    "apiGatewayEvent",
    "checkResponse",
    "closeSession",
    "createContext",
    "defineConfig",
    "dynamoDbEvent",
    "eventBridgeEvent",
    "eventFor",
    "httpApiEvent",
    "kinesisEvent",
    "loadFunction",
    "logsEvent",
    "openApi",
    "openTables",
    "s3Event",
    "signTestToken",
    "snsEvent",
    "sqsEvent",
    "startStage",
  ],
  "lockstep-sam/chai": ["lockstepChai"],
  "lockstep-sam/mocha": ["mochaHooks"],
  "lockstep-sam/pact": ["ContractError", "definePact", "defineProviderStates"],
  "lockstep-sam/register": [],
};

/** Packages that take long to load; an entry loads them when they are asked for. */
const heavy =
  /node_modules\/(@aws-sdk|@smithy|@pact-foundation|@pactflow|esbuild|dynalite|@apidevtools)\//;

interface Loaded {
  readonly names: readonly unknown[];
  readonly urls: readonly unknown[];
}

async function load(entry: string): Promise<Loaded> {
  const script = "tests/support/testing/loaded-modules-child.ts";
  const { stdout, output } = await runCommand(process.execPath, [script, entry], {
    cwd: repository,
  });
  const value = parseJson(stdout);
  if (!isObject(value) || !Array.isArray(value["names"]) || !Array.isArray(value["urls"]))
    throw new Error(output);
  return { names: value["names"], urls: value["urls"] };
}

describe("the entries of the library", () => {
  for (const [entry, names] of Object.entries(surface)) {
    it(`${entry} exports ${names.join(", ") || "nothing"}`, async () => {
      const loaded = await load(entry);
      expect(loaded.names).to.deep.equal(names);
    });
  }

  for (const entry of [
    "lockstep-sam",
    "lockstep-sam/chai",
    "lockstep-sam/mocha",
    "lockstep-sam/pact",
  ]) {
    it(`${entry} loads no SDK, no pact, no bundler and no engine before they are asked for`, async () => {
      const { urls } = await load(entry);
      expect(urls).to.have.length.above(1);
      expect(urls.filter((url) => heavy.test(String(url)))).to.deep.equal([]);
    });
  }
});
