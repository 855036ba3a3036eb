import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  measuredOnly,
  measureServers,
  ratio,
  type Sample,
  type ServerProcess,
} from "./measure/compare-servers.ts";
import { startServer } from "./measure/start-server.ts";
import { startServerlessOffline } from "./measure/start-serverless-offline.ts";
import { projectRequest, writeProject } from "./projects/write-project.ts";

export const name = "rivals";

/** Names a folder whose `node_modules` has `osls` and `serverless-offline`. */
const variable = "LOCKSTEP_RIVAL_SO";

function modulesFolder(): string | null {
  const folder = process.env[variable];
  return folder === undefined || folder === "" ? null : path.resolve(folder, "node_modules");
}

/** They are no dependencies of this repository: who wants the comparison has them elsewhere. */
export function skipped(): string | null {
  const modules = modulesFolder();
  if (modules === null) return `${variable} names no folder with osls and serverless-offline`;
  const missing = ["osls", "serverless-offline"].find(
    (each) => !existsSync(path.join(modules, each)),
  );
  return missing === undefined ? null : `${modules} holds no ${missing}`;
}

/** CPU seconds a request of a server and of the processes it started. */
function allCpu({ server, functions }: Sample): number | null {
  return server === null || functions === null ? null : server + functions;
}

/**
 * One POST of an order to a function that returns a constant, as `lockstep start` serves it (the body validated, every
 * request told of) and as serverless-offline does, both by their defaults and under the same client.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const folder = mkdtempSync(path.join(tmpdir(), "lockstep-bench-"));
  const servers: ServerProcess[] = [];
  try {
    const root = path.join(folder, "rest");
    writeProject(root, "rest", modulesFolder());
    const own = await startServer("project", null, root);
    servers.push(own);
    const rival = await startServerlessOffline(root);
    servers.push(rival);
    const [samples, reference] = await measureServers([own, rival], projectRequest.body);
    return measuredOnly({
      "with functions: requests per second / serverless-offline": ratio(
        samples,
        reference,
        ({ perSecond }) => perSecond,
      ),
      "with functions: CPU per request / serverless-offline": ratio(samples, reference, allCpu),
    });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}
