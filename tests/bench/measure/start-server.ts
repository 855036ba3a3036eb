import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { BenchAnswer, ServerQuestion } from "../servers/serve-bench.ts";
import type { ServerProcess } from "./compare-servers.ts";

/** A server of the benchmarks' own. */
export interface RunningServer extends ServerProcess {
  /** What the server's process keeps after what can be collected has been. */
  memory(): Promise<ServerMemory>;
}

/** Bytes. */
export interface ServerMemory {
  readonly heap: number;
  readonly resident: number;
}

/** The next message of a child; rejects when it ends instead. */
async function nextMessage(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(child, "message", { signal: ended.signal }).then(([message]: unknown[]) => message),
      once(child, "exit", { signal: ended.signal }).then(() => {
        throw new Error("the server ended before it answered");
      }),
    ]);
  } finally {
    ended.abort();
  }
}

async function ask(child: ChildProcess, question: ServerQuestion): Promise<object> {
  child.send(question);
  const answer = await nextMessage(child);
  if (typeof answer !== "object" || answer === null)
    throw new Error(`no ${question} of the server`);
  return answer;
}

async function askMemory(child: ChildProcess): Promise<ServerMemory> {
  const answer = await ask(child, "memory");
  return {
    heap: Number(Reflect.get(answer, "heap")),
    resident: Number(Reflect.get(answer, "resident")),
  };
}

/**
 * Starts one of the modules under servers/.
 *
 * @param answer what it answers, where it does not find out by itself
 * @param root folder of the project it serves; the repository by default
 */
export async function startServer(
  name: "raw" | "gateway" | "stage" | "project",
  answer: BenchAnswer | null,
  root: string | null = null,
): Promise<RunningServer> {
  const file = path.join(import.meta.dirname, "..", "servers", `${name}-child.ts`);
  const env = {
    ...process.env,
    ...(answer === null ? {} : { BENCH_ANSWER: JSON.stringify(answer) }),
    ...(root === null ? {} : { BENCH_PROJECT: root }),
  };
  // What it says of requests goes the way of any log, to nobody.
  const child = fork(file, { env, stdio: ["ignore", "ignore", "ignore", "ipc"] });
  const ready = await nextMessage(child);
  if (typeof ready !== "object" || ready === null || !("url" in ready)) {
    throw new Error(`${name}: expected a URL`);
  }
  return {
    url: String(ready.url),
    pid: child.pid ?? 0,
    cpuSeconds: async () => Number(Reflect.get(await ask(child, "usage"), "cpuSeconds")),
    memory: () => askMemory(child),
    stop: async () => {
      if (child.exitCode !== null) return;
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}
