import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type {
  FunctionDefinition,
  InvocationResult,
  LogLine,
} from "../../src/harness/core/function-invoker.ts";
import { isObject, parseJson, type JsonValue } from "../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../src/harness/local/lambda/function-pool.ts";
import {
  defineFunction,
  functionsFolder,
  invocationOf,
} from "../support/lambda/define-function.ts";

// The same handlers run by Lockstep's Node.js runtime and by aws-lambda-ric, the runtime of nodejs24.x itself, over
// the Runtime API. LOCKSTEP_RIC names the folder of the package: npm install aws-lambda-ric compiles it with cmake.

const folder = path.join(functionsFolder, "shapes");
const client = path.join(process.env["LOCKSTEP_RIC"] ?? "", "index.mjs");

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
  "writes-at-load.handler";

const handlers = [...["answers", "failures", "logs"].flatMap(handlersOf), ...others.split(" ")];

/** What is known to differ, and why; each is skipped as long as it does. */
const known: Readonly<Record<string, string>> = {
  "answers.aFunction": "a function as the result: null here, TypeError there",
  "answers.aSymbol": "a symbol as the result: null here, TypeError there",
  "answers.surroundings": "the global awslambda has InvokeStore there",
  "failures.bare": "an object without a prototype ends the runtime there",
  "failures.odd": "a name or message that is no text",
  "failures.controls": "DEL is written as %7F there",
  "failures.cyclic": "the trace of a result that is no JSON",
  "failures.big": "the trace of a result that is no JSON",
  "failures.hostile": "the trace of a result that is no JSON",
  "logs.nothing": "console.log() without arguments writes undefined there",
  "logs.invokeError": "the line of the error",
  "throws-at-load.handler": "the line of the error",
  "absent.handler": "the message names the file here",
  bad: "the name is checked before the file is looked for there",
  "../x.handler": "the name is checked before the file is looked for there",
  "syntax.handler": "the first line of the trace",
  "missing-import.handler": "the error of import goes out as it is there",
  "missing-package.handler": "the error of import goes out as it is there",
  "writes-at-load.handler": "the request id while a module loads",
  "answers.object.name": "exports are looked for in objects alone there",
  "answers.object.toString": "exports are looked for in objects alone there",
};

/** Only these show the line that tells of an error: with the others it would hide every other difference. */
const tellsOfError: ReadonlySet<string> = new Set(["logs.invokeError", "throws-at-load.handler"]);

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
    timeoutMs: handler.endsWith("loops") ? 700 : 5000,
  });
}

const errorLine = /^(.*\t(?:Invoke|Init) Error \t)(\{.*\})$/;

/** A line without what no two runs share, and without frames of either runtime. */
function settleLine(text: string): string {
  const [, start = "", json = ""] = errorLine.exec(text) ?? [];
  if (json === "") return text;
  const error = parseJson(json);
  const stack = isObject(error) && Array.isArray(error["stack"]) ? error["stack"] : [];
  return `${start}${JSON.stringify({ ...(isObject(error) ? error : {}), stack: stack.slice(0, 1) })}`;
}

function settleText(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "<time>")
    .replaceAll(/\[\$LATEST\][0-9a-f]{32}/g, "<stream>")
    .replaceAll(/at (?:Object|\w*Processor)\./g, "at ");
}

/** Text that only one of the two runtimes writes: its own notes, dumps of V8, frames that are not the handler's. */
const ofOneRuntime =
  /^\[lockstep\]|^\[ERROR\] \[\d+\] LAMBDA_RUNTIME|^\s+at (?!.*functions\/shapes)|^(?:START|END|REPORT|INIT_START)\b/;

function settleLogs(handler: string, logs: readonly LogLine[]): string {
  return logs
    .flatMap(({ text }) => text.split("\n"))
    .filter((text) => tellsOfError.has(handler) || !errorLine.test(text))
    .filter((text) => !ofOneRuntime.test(text))
    .map(settleLine)
    .join("\n");
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

/** What a caller of the function would see, as far as it may be the same. */
function settle(handler: string, { payload, failure, logs }: InvocationResult): JsonValue {
  const sent = failure?.payload ?? null;
  const trace: readonly unknown[] =
    isObject(sent) && Array.isArray(sent["trace"]) ? sent["trace"] : (failure?.trace ?? []);
  const ended = failure?.errorType === "Runtime.ExitError";
  const shown = trace.map(String).filter((line) => !ofOneRuntime.test(line));
  const aborted = handler === "failures.aborts";
  const settled = {
    payload: settlePayload(handler, payload),
    failure:
      failure === null
        ? null
        : {
            errorType: isObject(sent) ? (sent["errorType"] ?? null) : failure.errorType,
            errorMessage: failure.errorMessage,
            // Lambda's answer about an ended process has no trace.
            trace: ended ? [] : shown,
            init: failure.kind === "init",
          },
    logs: aborted ? "" : settleLogs(handler, logs),
  };
  return parseJson(settleText(JSON.stringify(settled)));
}

describe("Lockstep's Node.js runtime beside aws-lambda-ric", function () {
  this.timeout(30_000);
  let ours: FunctionPool;
  let theirs: FunctionPool;

  before(function () {
    if (!existsSync(client)) this.skip();
    const environment = { AWS_REGION: "eu-west-1" };
    ours = createFunctionPool({
      functions: handlers.map((handler) => define(handler, "nodejs24.x")),
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
          args: ["--enable-source-maps", client, handler],
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
        [ours, theirs].map(async (pool) => settle(handler, await pool.invoke(handler, invocation))),
      );
      if (difference === undefined) expect(here).to.deep.equal(there);
      else if (JSON.stringify(here) !== JSON.stringify(there)) this.skip();
    });
  }
});
