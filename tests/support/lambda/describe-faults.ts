import { expect } from "chai";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type {
  FunctionDefinition,
  InvocationResult,
} from "../../../src/harness/core/function-invoker.ts";
import type { JsonValue } from "../../../src/harness/core/json.ts";
import { maxLogLength } from "../../../src/harness/local/lambda/bounded-log.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "./define-function.ts";
import { failureOf, objectOf } from "./read-result.ts";
import { markedProcesses } from "./marked-processes.ts";
import { until, untilGone } from "./until.ts";

// What a function may do to its environment: the caller sees what Lambda would answer, other functions and later
// invocations are served, and nothing is left behind.

type Expected = { readonly payload: JsonValue } | { readonly type: string; readonly says: string };

interface Fault {
  readonly does: string;
  readonly handler: string;
  readonly on?: Partial<FunctionDefinition>;
  readonly event?: JsonValue;
  readonly answers: Expected;
  /** What the next invocation answers; the same by default. */
  readonly next?: Expected;
}

const short = { timeoutMs: 700 };
const node22 = { runtime: "nodejs22.x" };

function answered(payload: JsonValue): Expected {
  return { payload };
}

function exited(says: string): Expected {
  return { type: "Runtime.ExitError", says: `Runtime exited ${says}` };
}

const timedOut: Expected = { type: "Sandbox.Timedout", says: "Task timed out after 0.70 seconds" };
const killed = exited("with error: signal: killed");
const silently = exited("without providing a reason");

function starting(fault: string): Partial<FunctionDefinition> {
  return { environment: { FAULT: fault } };
}

// prettier-ignore
const faults: readonly Fault[] = [
  { does: "loops in a getter while its answer becomes JSON", handler: "loopsInGetter", on: short, answers: timedOut },
  { does: "loops in microtasks", handler: "loopsInMicrotasks", on: short, answers: timedOut },
  { does: "breaks off with a segmentation fault", handler: "segfaults", answers: exited("with error: signal: segmentation fault (core dumped)") },
  { does: "exits with 0 while it initialises", handler: "counts", on: starting("exits"), answers: silently },
  { does: "exits with 1 while it initialises", handler: "counts", on: starting("fails"), answers: exited("with error: exit status 1") },
  { does: "is killed while it initialises", handler: "counts", on: starting("kills"), answers: killed },
  { does: "breaks off while it initialises", handler: "counts", on: starting("segfault"), answers: exited("with error: signal: segmentation fault (core dumped)") },
  { does: "aborts while it initialises", handler: "counts", on: starting("aborts"), answers: exited("with error: signal: aborted (core dumped)") },
  { does: "lets a process of its own outgrow the memory", handler: "childAllocates", answers: killed },
  { does: "multiplies, each process in a session of its own", handler: "multiplies", on: { memoryMb: 2048 }, event: { count: 2 }, answers: answered(2) },
  { does: "runs a shell", handler: "runsShell", answers: answered("from a shell\n") },
  { does: "leaves a worker in an endless loop", handler: "startsWorker", answers: answered("answered") },
  { does: "exits in a worker, which ends the worker alone", handler: "workerExits", answers: answered(3) },
  { does: "closes its output", handler: "closesOutput", answers: answered("answered"), next: { type: "Error", says: "EBADF" } },
  { does: "opens other files where its output was", handler: "reusesOutput", answers: answered([1, 2]) },
  { does: "ends its output streams", handler: "endsOutput", answers: answered("answered") },
  { does: "writes more raw output than a pipe holds, at once", handler: "floodsOneLine", event: { megabytes: 3 }, answers: answered("answered") },
  { does: "writes what is no message to the runtime's channel", handler: "writesToChannel", event: { text: "no message\n" }, answers: killed },
  { does: "closes every descriptor", handler: "closesChannel", answers: exited("with error: signal: aborted (core dumped)") },
  { does: "ends the runtime's channel", handler: "disconnects", answers: silently },
  { does: "removes all listeners of its process", handler: "removesListeners", answers: answered(1), next: answered(2) },
  { does: "replaces JSON.stringify", handler: "replacesStringify", answers: answered("no JSON at all") },
  { does: "replaces JSON.parse, which makes its events", handler: "replacesParse", event: 1, answers: answered(1), next: answered({ parsed: 1 }) },
  { does: "breaks JSON.parse, of which the runtime dies", handler: "breaksParse", answers: answered("answered"), next: exited("with error: exit status 1") },
  { does: "breaks JSON.parse (nodejs22), which fails the invocation", handler: "breaksParse", on: node22, answers: answered("answered"), next: { type: "Error", says: "parse" } },
  { does: "replaces what globals it can", handler: "replacesGlobals", answers: answered(1), next: answered(2) },
];

const hostile = "javascript/hostile.mjs";
const functions = [
  ...faults.map(({ handler, on }, index) => ({
    ...defineFunction("F", hostile, handler, on),
    logicalId: `F${index}`,
  })),
  defineFunction("Other", hostile, "counts"),
  defineFunction("Waits", hostile, "waits"),
  defineFunction("Idle", hostile, "counts"),
  defineFunction("Afterwards", hostile, "afterwards"),
  defineFunction("AfterwardsLoops", hostile, "afterwards", short),
  defineFunction("LoopsAtStart", hostile, "counts", starting("loops")),
  defineFunction("AfterwardsOn22", hostile, "afterwards", node22),
  defineFunction("Changes", hostile, "changesProcess"),
  defineFunction("Floods", hostile, "floods", { memoryMb: 512 }),
  defineFunction("FloodsAtStart", hostile, "counts", starting("floods")),
];

/** A process is gone a moment before its parent is told. */
function untilNoticed(): Promise<void> {
  return delay(100);
}

function judge(result: InvocationResult, expected: Expected): void {
  if ("payload" in expected) {
    expect(result.failure).to.equal(null);
    expect(result.payload).to.deep.equal(expected.payload);
    return;
  }
  const { errorType, errorMessage } = failureOf(result);
  expect(errorType).to.equal(expected.type);
  expect(errorMessage).to.contain(expected.says);
}

/** One of each kind: by its time, its end, its start, its output, its channel, its globals, and from outside. */
const representatives: ReadonlySet<string> = new Set([
  "loops in microtasks",
  "breaks off with a segmentation fault",
  "is killed while it initialises",
  "closes its output",
  "ends the runtime's channel",
  "breaks JSON.parse, of which the runtime dies",
  "is killed from outside at work",
  "answers, and then dies (exit, Afterwards): the next invocation does not fail of it",
  "answers, and then loops: the next invocation times out",
  "writes without end (raw): the log is kept to its limit",
]);

/**
 * Declares what holds of functions that break what they can: one of each kind of fault, or all of them.
 *
 * @param extent `all` takes minutes of processor time on a machine that is busy
 */
export function describeFaults(extent: "representatives" | "all"): void {
  describe("A function that breaks what it can", function () {
    this.timeout(30_000);
    const marker = "MARKER_OF_THIS_TEST";
    let unique = "";
    let cacheFolder = "";
    let pool: FunctionPool;
    let stray: string[];
    const invoke = (logicalId: string, payload: JsonValue = null): Promise<InvocationResult> =>
      pool.invoke(logicalId, invocationOf(payload));
    /** Waits for the process of a function to be there. */
    const processOf = (logicalId: string): Promise<number> =>
      until(() => {
        const found = markedProcesses(marker, unique).find(
          ({ variables }) => variables.get("AWS_LAMBDA_FUNCTION_NAME") === `test-${logicalId}`,
        );
        return found?.pid ?? null;
      });

    before(() => {
      cacheFolder = mkdtempSync(path.join(tmpdir(), "lockstep-faults-"));
    });
    after(() => rmSync(cacheFolder, { recursive: true, force: true }));

    beforeEach(function () {
      if (process.platform !== "linux") this.skip();
      unique = randomUUID();
      stray = [];
      pool = createFunctionPool({
        functions,
        cacheFolder,
        environment: { AWS_REGION: "eu-west-1", [marker]: unique },
        onLog: (_logicalId, line) => stray.push(line.text),
      });
    });
    afterEach(async () => {
      if (process.platform !== "linux") return;
      expect((await invoke("Other")).failure).to.equal(null);
      const folders = markedProcesses(marker, unique).map(({ variables }) =>
        variables.get("TMPDIR"),
      );
      expect(folders).not.to.be.empty;
      await pool.close();
      await until(() => (markedProcesses(marker, unique).length === 0 ? true : null));
      expect(folders.filter((folder) => existsSync(folder ?? ""))).to.deep.equal([]);
    });

    const tell = (name: string, work: () => Promise<void>): void => {
      if (extent === "all" || representatives.has(name)) it(name, work);
    };

    faults.forEach(({ does, event, answers, next }, index) => {
      tell(does, async () => {
        judge(await invoke(`F${index}`, event), answers);
        judge(await invoke(`F${index}`, event), next ?? answers);
      });
    });

    tell("loops while it initialises, which is cut off after 10 seconds", async () => {
      const result = await invoke("LoopsAtStart");
      judge(result, { type: "Sandbox.Timedout", says: "Task timed out after" });
      expect(result.report?.lines.join("\n")).to.contain("INIT_REPORT");
    });

    tell("is killed from outside at work", async () => {
      const result = invoke("Waits");
      const pid = await processOf("Waits");
      // Once the handler runs, it has a line in its log; the process is there before.
      await delay(300);
      process.kill(pid, "SIGKILL");
      judge(await result, killed);
    });

    tell("is killed from outside while it is idle, and starts again", async () => {
      const first = objectOf(await invoke("Idle"));
      process.kill(Number(first["pid"]), "SIGKILL");
      await untilGone(Number(first["pid"]));
      await untilNoticed();
      const second = await invoke("Idle");
      expect(objectOf(second)).to.include({ calls: 1 });
      expect(second.initDurationMs).to.be.greaterThan(0);
    });

    for (const then of ["exit", "throw", "reject", "kill"]) {
      for (const logicalId of ["Afterwards", "AfterwardsOn22"]) {
        tell(
          `answers, and then dies (${then}, ${logicalId}): the next invocation does not fail of it`,
          async () => {
            const first = objectOf(await invoke(logicalId, { then }));
            await untilGone(Number(first["pid"]));
            await untilNoticed();
            expect(objectOf(await invoke(logicalId, {}))).to.include({ calls: 1 });
          },
        );
      }
    }

    tell("answers, and then loops: the next invocation times out", async () => {
      await invoke("AfterwardsLoops", { then: "loop" });
      await delay(100);
      judge(await invoke("AfterwardsLoops", {}), timedOut);
      expect(objectOf(await invoke("AfterwardsLoops", {}))).to.include({ calls: 1 });
    });

    tell(
      "changes folder, mask and variables of its process, which last while it is warm",
      async () => {
        const first = objectOf(await invoke("Changes"));
        expect(first).to.include({ mine: null });
        expect(await invoke("Changes")).to.deep.include({
          payload: { folder: "/", mask: 0o077, mine: "set by call 1" },
        });
      },
    );

    for (const raw of [true, false]) {
      tell(
        `writes without end (${raw ? "raw" : "by console"}): the log is kept to its limit`,
        async () => {
          const { logs, failure } = await invoke("Floods", { megabytes: 12, raw });
          expect(failure).to.equal(null);
          const length = logs.reduce((sum, { text }) => sum + text.length, 0);
          expect(length).to.be.within(maxLogLength - 200_000, maxLogLength + 200);
          expect(logs.at(-1)?.text).to.match(
            /^\[lockstep\] The log is longer than \d+ characters: \d+/,
          );
        },
      );
    }

    tell("writes without end while it initialises, and a line without end", async () => {
      const { logs, payload } = await invoke("FloodsAtStart");
      expect(payload).to.include({ calls: 1 });
      expect(logs.reduce((sum, { text }) => sum + text.length, 0)).to.be.at.most(
        maxLogLength + 200,
      );
    });
  });
}
