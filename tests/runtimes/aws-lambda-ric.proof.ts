import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { plainLogging, type FunctionDefinition } from "../../src/harness/core/function-invoker.ts";
import { isObject, type JsonValue } from "../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../src/harness/local/lambda/function-pool.ts";
import {
  defineFunction,
  functionsFolder,
  invocationOf,
} from "../support/lambda/define-function.ts";
import { settleResult } from "../support/lambda/settle-result.ts";

// The same handlers run by Lockstep's Node.js runtime and by aws-lambda-ric over the Runtime API: version 4, which is
// the runtime of nodejs24.x itself, and version 3, that of the runtimes before. LOCKSTEP_RIC and LOCKSTEP_RIC3 name the
// folders of the packages: npm install aws-lambda-ric compiles them with cmake.

const folder = path.join(functionsFolder, "shapes");

/** Handlers by the exports of a module. */
function handlersOf(module: string): readonly string[] {
  const text = readFileSync(path.join(folder, `${module}.mjs`), "utf8");
  return [...text.matchAll(/^export const (\w+)/gm)].map(([, name]) => `${module}.${name}`);
}

const others =
  "answers.nested.deep.handler answers.viaDefault answers.absent ./answers.object answers.object.name " +
  "answers.object.toString answers.mjs.object absent.handler bad answers ../x.handler common.handler " +
  "common.callback throws-at-load.handler throws-text.handler syntax.handler never-loads.handler " +
  "missing-import.handler missing-package.handler exits-at-load.handler rejects-at-load.handler " +
  "writes-at-load.handler unsettled-at-load.handler holders.getter.handler holders.getter.throwing " +
  "holders.made.Service holders.made.bound holders.made.Service.member holders.service.instance " +
  "holders.listed.0 holders.proxies.a.b holders.proxies.anything holders.inherited.handler " +
  "holders.bare.handler holders.default.deep.er holders.deep.er holders.made.absent.deep " +
  "holders.constructor holders.__proto__.x holders. holders..handler holders.made./x";

const modules = [
  "answers",
  "failures",
  "logs",
  "holders",
  "results",
  "errors",
  "streaming",
  "structured",
];
const handlers = [...modules.flatMap(handlersOf), ...others.split(" ")];

/** A version of the client, and what is known to differ from it, with the reason; each is skipped as long as it does. */
interface Client {
  readonly version: 3 | 4;
  readonly runtime: string;
  readonly module: string;
  readonly known: Readonly<Record<string, string>>;
}

const notStarted = "no process is started for a malformed name, so its log has no line";
const malformed = {
  bad: notStarted,
  answers: notStarted,
  "../x.handler": notStarted,
  "holders..handler": notStarted,
  "holders.made./x": notStarted,
};
const crash = "the lines of a broken stream: here one of them is left out";

const clients: readonly Client[] = [
  {
    version: 4,
    runtime: "nodejs24.x",
    module: path.join(process.env["LOCKSTEP_RIC"] ?? "", "index.mjs"),
    known: {
      "absent.handler": "the message names the file that was looked for",
      ...malformed,
    },
  },
  {
    version: 3,
    runtime: "nodejs22.x",
    module: path.join(process.env["LOCKSTEP_RIC3"] ?? "", "bin", "index.mjs"),
    known: {
      "absent.handler": "the message names the file that was looked for",
      ...malformed,
      "failures.never": "told by later versions of the client alone (assumed of Lambda's own)",
      "streaming.encoded": "an encoding is lost in end there",
      "streaming.pipedBroken": crash,
      "streaming.writeAfterEnd": crash,
      "syntax.handler": "the name in the first line of the stack",
      "never-loads.handler":
        "status 13: the client's own module waits for it, which Lambda's may not",
    },
  },
];

function fileOf(handler: string): string {
  const module = path.basename(handler).split(".", 1)[0] ?? "";
  const [found = path.join(folder, `${module}.mjs`)] = ["mjs", "cjs"]
    .map((extension) => path.join(folder, `${module}.${extension}`))
    .filter((file) => existsSync(file));
  return found;
}

function define(handler: string, runtime: string): FunctionDefinition {
  const exportName = path.basename(handler).split(".").slice(1).join(".");
  return defineFunction(handler, "javascript/index.mjs", exportName, {
    codeRoot: folder,
    entryFile: fileOf(handler),
    handler,
    runtime,
    timeoutMs: /loops|neverEnds/.test(handler) ? 700 : 5000,
    memoryMb: 512,
    logging: { ...plainLogging, format: handler.startsWith("structured") ? "JSON" : "Text" },
  });
}

/** Variables that are a process's own, and those the harness of this test sets. */
const ownVariables = [
  "NODE_PATH",
  "AWS_LAMBDA_RUNTIME_API",
  "AWS_EXECUTION_ENV",
  "LD_LIBRARY_PATH",
];

function settlePayload(handler: string, payload: JsonValue): JsonValue {
  if (!isObject(payload)) return payload;
  if (handler === "answers.environment") {
    return Object.fromEntries(
      Object.entries(payload).filter(([name]) => !ownVariables.includes(name)),
    );
  }
  if (handler !== "answers.surroundings") return payload;
  const { cwd, awslambda, send, trace } = payload;
  return {
    cwd: cwd ?? null,
    awslambda: awslambda ?? null,
    send: send ?? null,
    trace: trace ?? null,
  };
}

for (const { version, runtime, module, known } of clients) {
  describe(`Lockstep's ${runtime} beside aws-lambda-ric ${version}`, function () {
    this.timeout(30_000);
    let ours: FunctionPool;
    let theirs: FunctionPool;

    before(function () {
      if (!existsSync(module)) this.skip();
      const environment = { AWS_REGION: "eu-west-1" };
      ours = createFunctionPool({
        functions: handlers.map((handler) => define(handler, runtime)),
        environment,
      });
      theirs = createFunctionPool({
        functions: handlers.map((handler) => define(handler, "aws-lambda-ric")),
        environment,
        commandOf: ({ handler }) => ({
          ok: true,
          command: {
            kind: "node",
            executable: process.execPath,
            args: ["--enable-source-maps", module, handler],
            taskRoot: folder,
          },
        }),
      });
    });
    after(async () => {
      await ours?.close();
      await theirs?.close();
    });

    for (const handler of handlers) {
      const difference = known[handler];
      it(`${handler}${difference === undefined ? "" : ` (${difference})`}`, async function () {
        const invocation = { ...invocationOf({ a: 1 }), clientContext: { custom: { b: "2" } } };
        const [here, there] = await Promise.all(
          [ours, theirs].map(async (pool) => {
            const result = await pool.invoke(handler, invocation);
            return settleResult({ ...result, payload: settlePayload(handler, result.payload) });
          }),
        );
        if (difference === undefined) expect(here).to.deep.equal(there);
        else if (JSON.stringify(here) !== JSON.stringify(there)) this.skip();
        else throw new Error("This differs no more: take it from the list.");
      });
    }
  });
}
