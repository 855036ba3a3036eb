import { settledHeapBytes } from "../../support/lambda/process-resources.ts";

/** The answer every server of a benchmark gives, so that all of them send the same bytes. */
export interface BenchAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** What a benchmark asks a server. */
export type ServerQuestion = "usage" | "memory";

/** A server under measurement. */
export interface BenchServer {
  /** The URL to request. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Makes this process a server that a benchmark started: says its URL, answers questions with the CPU seconds it used
 * or the memory it keeps after what can be collected has been, and ends when the benchmark lets go of it.
 */
export async function serveBench(start: () => Promise<BenchServer>): Promise<void> {
  const server = await start();
  const answers: Readonly<Record<ServerQuestion, () => object>> = {
    memory: () => ({ heap: settledHeapBytes(), resident: process.memoryUsage.rss() }),
    usage: () => {
      const { user, system } = process.cpuUsage();
      return { cpuSeconds: (user + system) / 1e6 };
    },
  };
  process.on("message", (question) => {
    process.send?.(answers[question === "memory" ? "memory" : "usage"]());
  });
  process.once("disconnect", () => {
    void server.close();
  });
  process.send?.({ url: server.url });
}

/** The answer the benchmark hands its servers. */
export function readBenchAnswer(): BenchAnswer {
  const value: unknown = JSON.parse(process.env["BENCH_ANSWER"] ?? "null");
  if (!isBenchAnswer(value)) throw new Error("BENCH_ANSWER holds no answer");
  return value;
}

function isBenchAnswer(value: unknown): value is BenchAnswer {
  return (
    typeof value === "object" &&
    value !== null &&
    "status" in value &&
    typeof value.status === "number" &&
    "headers" in value &&
    Array.isArray(value.headers) &&
    "body" in value &&
    typeof value.body === "string"
  );
}
