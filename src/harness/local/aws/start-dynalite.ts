import type { Server } from "node:http";
import { createRequire } from "node:module";
import { isObject } from "../../core/json.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { DynamoEngine } from "./dynamo-engine.ts";
import { listenOnLoopback } from "./listen-on-loopback.ts";

type CreateDynalite = (options: Readonly<Record<string, number>>) => Server;

function isCreateDynalite(value: unknown): value is CreateDynalite {
  return typeof value === "function";
}

function load(): { readonly create: CreateDynalite; readonly version: string } {
  const require = createRequire(import.meta.url);
  try {
    const create: unknown = require("dynalite");
    const manifest: unknown = require("dynalite/package.json");
    if (isCreateDynalite(create))
      return { create, version: isObject(manifest) ? String(manifest["version"]) : "" };
  } catch (error) {
    throw new LockstepError({
      code: "aws/engine-unavailable",
      message: "dynalite is not installed.",
      cause: error,
    });
  }
  throw new LockstepError({
    code: "aws/engine-unavailable",
    message: "dynalite does not export a server.",
  });
}

/**
 * Starts dynalite in this process on a free loopback port, in memory.
 * Throws `aws/engine-unavailable` where it is not installed.
 */
export async function startDynalite(): Promise<DynamoEngine> {
  const { create, version } = load();
  const server = create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const port = await listenOnLoopback(server);
  return {
    name: `dynalite ${version}`,
    isOurs: true,
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
