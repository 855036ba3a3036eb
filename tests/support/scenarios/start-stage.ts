import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { isObject } from "../../../src/harness/core/json.ts";
import { commandLine, userEnvironment } from "./run-command-line.ts";

/** `lockstep start` as a process that runs. */
export interface StartedStage {
  readonly pid: number;
  /** Of the first API, with the stage's prefix. */
  readonly url: string;
  /** Of every API, in the order of the template. */
  readonly urls: readonly string[];
  /** Values of the API keys the first API made up. */
  readonly apiKeys: readonly string[];
  /** The local AWS, DynamoDB included. */
  readonly awsEndpoint: string;
  /** What it has said so far. */
  readonly said: readonly string[];
  /** Sends a signal and waits for the end. */
  stop(signal: "SIGINT" | "SIGTERM"): Promise<number | null>;
}

function textAt(value: unknown, name: string): string {
  const member = isObject(value) ? value[name] : undefined;
  if (typeof member !== "string") throw new Error(`The started stage has no ${name}.`);
  return member;
}

function keysOf(stage: unknown): readonly string[] {
  const keys: unknown = isObject(stage) ? stage["apiKeys"] : undefined;
  return Array.isArray(keys) ? keys.map((key) => textAt(key, "value")) : [];
}

/** Starts `lockstep start --port 0 --json` in a folder and waits until it answers; `talk` is what becomes of its stderr. */
export async function startStage(
  cwd: string,
  args: readonly string[] = [],
  talk: "inherit" | "ignore" = "inherit",
): Promise<StartedStage> {
  const child = spawn(process.execPath, [commandLine, "start", "--port", "0", "--json", ...args], {
    cwd,
    env: userEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  createInterface(child.stderr).on("line", (line) => {
    said.push(line);
    if (talk === "inherit") process.stderr.write(`${line}\n`);
  });
  const ended = once(child, "close").then(([code]: readonly unknown[]) =>
    typeof code === "number" ? code : null,
  );
  const firstLine = once(createInterface(child.stdout), "line").then(([text]: readonly unknown[]) =>
    String(text),
  );
  const line = await Promise.race([
    firstLine,
    ended.then((code) => Promise.reject(new Error(`The stage ended with ${String(code)}.`))),
  ]);
  const started: unknown = JSON.parse(line);
  const listed: unknown = isObject(started) ? started["stages"] : undefined;
  const stages: readonly unknown[] = Array.isArray(listed) ? listed : [];
  return {
    pid: child.pid ?? 0,
    url: textAt(stages[0], "url"),
    urls: stages.map((stage) => textAt(stage, "url")),
    apiKeys: keysOf(stages[0]),
    awsEndpoint: textAt(started, "awsEndpoint"),
    said,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
