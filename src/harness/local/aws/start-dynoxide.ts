import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, Socket } from "node:net";
import { dirname, join } from "node:path";
import { isObject, parseJson } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { DynamoEngine } from "./dynamo-engine.ts";

const attempts = 5;
const startTimeoutMs = 5000;

/**
 * Runs the engine and ends it when our end of the pipe closes, which also happens when this process
 * is killed without a chance to clean up.
 */
const keeper =
  'exec 3<&0; "$0" "$@" </dev/null & engine=$!; { cat <&3 >/dev/null; kill "$engine" 2>/dev/null; } & wait "$engine"';

/** The engine's binary for this platform, `null` where the package has none. */
export function findDynoxide(): { readonly binary: string; readonly version: string } | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    );
    const binary = join(dirname(manifest), "dynoxide");
    const value = parseJson(readFileSync(manifest, "utf8"));
    const version = isObject(value) ? value["version"] : undefined;
    return existsSync(binary)
      ? { binary, version: typeof version === "string" ? version : "" }
      : null;
  } catch {
    return null;
  }
}

/** A port nobody listens on at the moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  });
}

/** Resolves to true once the engine says that it listens, to false when it ended instead. */
function untilListening(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    let output = "";
    const timer = setTimeout(() => {
      settle(false);
    }, startTimeoutMs);
    const settle = (listening: boolean): void => {
      clearTimeout(timer);
      resolve(listening);
    };
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes("listening on")) settle(true);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => {
      settle(false);
    });
    child.once("error", () => {
      settle(false);
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => {
      resolve();
    });
  });
}

/** The process must not keep ours alive: it ends when we do. */
function unref(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) {
    if (stream instanceof Socket) stream.unref();
  }
}

/**
 * Starts dynoxide in a process of its own on a free loopback port, in memory.
 * Throws `aws/engine-unavailable` where its binary is not installed or does not start.
 */
export async function startDynoxide(): Promise<DynamoEngine> {
  const found = findDynoxide();
  if (found === null) {
    throw new LockstepError({
      code: "aws/engine-unavailable",
      message: `dynoxide has no binary for ${process.platform}-${process.arch} here.`,
    });
  }
  // Another process may take the port between our look and the engine's bind, hence the attempts.
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = await freePort();
    const child = spawn(
      "/bin/sh",
      ["-c", keeper, found.binary, "--host", "127.0.0.1", "--port", String(port)],
      {
        stdio: ["pipe", "pipe", "pipe"],
        env: {},
      },
    );
    if (await untilListening(child)) {
      unref(child);
      return {
        name: `dynoxide ${found.version}`,
        isOurs: true,
        endpoint: `http://127.0.0.1:${port}`,
        close: () => {
          child.ref();
          child.stdin.end();
          return ended(child);
        },
      };
    }
    child.stdin.end();
  }
  throw new LockstepError({ code: "aws/engine-unavailable", message: "dynoxide did not start." });
}
