import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { BenchAnswer } from "../servers/serve-bench.ts";

/** A server in a process of its own, so that the client's CPU is not counted. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  /** CPU seconds of the server's process so far, those of its children left out. */
  cpuSeconds(): Promise<number>;
  /** Bytes of the server's heap after what can be collected has been. */
  heapBytes(): Promise<number>;
  stop(): Promise<void>;
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

async function ask(child: ChildProcess, question: string, member: string): Promise<number> {
  child.send(question);
  const answer = await nextMessage(child);
  if (typeof answer !== "object" || answer === null || !(member in answer))
    throw new Error(`expected ${member} of the server`);
  return Number(Reflect.get(answer, member));
}

/** Starts one of the modules under servers/. */
export async function startServer(
  name: "raw" | "gateway" | "stage",
  answer: BenchAnswer | null,
): Promise<RunningServer> {
  const file = path.join(import.meta.dirname, "..", "servers", `${name}-child.ts`);
  const env = {
    ...process.env,
    ...(answer === null ? {} : { BENCH_ANSWER: JSON.stringify(answer) }),
  };
  const child = fork(file, { env });
  const ready = await nextMessage(child);
  if (typeof ready !== "object" || ready === null || !("url" in ready)) {
    throw new Error(`${name}: expected a URL`);
  }
  return {
    url: String(ready.url),
    pid: child.pid ?? 0,
    cpuSeconds: () => ask(child, "usage", "cpuSeconds"),
    heapBytes: () => ask(child, "heap", "heapBytes"),
    stop: async () => {
      if (child.exitCode !== null) return;
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}
