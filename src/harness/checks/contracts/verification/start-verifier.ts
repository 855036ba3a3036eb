import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { readVerifierReply, type VerifierJob } from "./verifier-messages.ts";

/** Characters of the verifier's output that are kept for diagnosis. */
const keptOutput = 8_000;

/** How one job ended. */
export type VerifierOutcome =
  | { readonly kind: "result"; readonly json: string }
  /** The verifier broke, was killed after its time was up, or ended by itself. */
  | { readonly kind: "aborted"; readonly reason: string; readonly output: readonly string[] };

/** The verifier's process. Jobs run one after the other. */
export interface VerifierProcess {
  /** Resolves after `limitMs` milliseconds at the latest; the process is killed then. */
  run(job: VerifierJob, limitMs: number): Promise<VerifierOutcome>;
  /** False once the process has ended or was killed. */
  alive(): boolean;
  close(): void;
}

/** The child lies beside this module, as `.ts` in the sources and as `.js` once built. */
function childPath(): string {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return fileURLToPath(new URL(`./verifier-child.${extension}`, import.meta.url));
}

/**
 * The environment of the verifier: without proxies (it only talks to this machine), without the
 * variables that make it pick interactions or brokers on its own, and without telemetry, which only
 * the exact value `true` switches off.
 */
export function verifierEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const unwanted = /^(?:(?:http|https|all|no|ftp)_proxy|pact_.*|log_level)$/i;
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !unwanted.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), PACT_DO_NOT_TRACK: "true" };
}

function withoutColours(text: string): string {
  return text.replaceAll(/\u001B\[[0-9;]*m/g, "");
}

class OutputTail {
  #text = "";

  constructor(child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8");
      stream?.on("data", (chunk: string) => (this.#text = (this.#text + chunk).slice(-keptOutput)));
    }
  }

  lines(): readonly string[] {
    return withoutColours(this.#text)
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(-20);
  }
}

function unavailable(reason: string, details: readonly string[]): LockstepError {
  return new LockstepError({
    code: "contracts/verifier-unavailable",
    message: `Pact's verifier cannot be loaded: ${reason}`,
    details,
  });
}

function waitUntilReady(child: ChildProcess, output: OutputTail): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on("message", (message: unknown) => {
      const reply = readVerifierReply(message);
      if (reply?.kind === "ready") resolve();
      if (reply?.kind === "unavailable") reject(unavailable(reply.reason, output.lines()));
    });
    child.once("error", (error) => reject(unavailable(error.message, output.lines())));
    child.once("exit", (code, signal) =>
      reject(unavailable(`its process ended with ${signal ?? `code ${code}`}.`, output.lines())),
    );
  });
}

function waitForResult(
  child: ChildProcess,
  output: OutputTail,
  job: VerifierJob,
  limitMs: number,
): Promise<VerifierOutcome> {
  return new Promise((resolve) => {
    const end = (outcome: VerifierOutcome): void => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      resolve(outcome);
    };
    const onMessage = (message: unknown): void => {
      const reply = readVerifierReply(message);
      if (reply?.kind !== "done" || reply.id !== job.id) return;
      end(
        reply.json === null
          ? { kind: "aborted", reason: reply.error ?? "it gave no result", output: output.lines() }
          : { kind: "result", json: reply.json },
      );
    };
    const onExit = (code: number | null, signal: string | null): void =>
      end({
        kind: "aborted",
        reason: `its process ended with ${signal ?? `code ${code}`}`,
        output: output.lines(),
      });
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      end({
        kind: "aborted",
        reason: `it had no result after ${limitMs} ms and was ended`,
        output: output.lines(),
      });
    }, limitMs);
    child.on("message", onMessage);
    child.once("exit", onExit);
    child.send(job);
  });
}

/**
 * Starts the process that runs Pact's native verifier.
 * Rejects with `LockstepError` (`contracts/verifier-unavailable`) where the library cannot load.
 */
export async function startVerifier(): Promise<VerifierProcess> {
  const child = fork(childPath(), [], {
    env: verifierEnvironment(process.env),
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const output = new OutputTail(child);
  try {
    await waitUntilReady(child, output);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  child.removeAllListeners("exit").removeAllListeners("message");
  return {
    run: (job, limitMs) =>
      child.connected
        ? waitForResult(child, output, job, limitMs)
        : Promise.resolve({
            kind: "aborted",
            reason: "its process has ended",
            output: output.lines(),
          }),
    alive: () => child.connected && !child.killed,
    close: () => {
      child.kill("SIGKILL");
    },
  };
}
