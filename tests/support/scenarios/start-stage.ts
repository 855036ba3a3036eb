import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { isObject } from "../../../src/harness/core/json.ts";
import { commandLine, userEnvironment } from "./run-command-line.ts";

/** `lockstep start` as a process that runs. */
export interface StartedStage {
  readonly pid: number;
  /** With the stage's prefix. */
  readonly url: string;
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

/** Starts `lockstep start --port 0 --json` in a folder and waits until it answers. */
export async function startStage(cwd: string, args: readonly string[] = []): Promise<StartedStage> {
  const child = spawn(process.execPath, [commandLine, "start", "--port", "0", "--json", ...args], {
    cwd,
    env: userEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  createInterface(child.stderr).on("line", (line) => {
    said.push(line);
    process.stderr.write(`${line}\n`);
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
  const stages: unknown = isObject(started) ? started["stages"] : undefined;
  return {
    pid: child.pid ?? 0,
    url: textAt(Array.isArray(stages) ? stages[0] : undefined, "url"),
    awsEndpoint: textAt(started, "awsEndpoint"),
    said,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
