import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What a process of ours holds of the machine. */
export interface ProcessResources {
  /** Children that have not ended, and those not reaped. */
  readonly children: number;
  readonly descriptors: number;
  /** Handles and requests of the event loop. */
  readonly handles: number;
  /** Folders of ours in this process's temporary folder. */
  readonly folders: number;
}

/** Counts what this process holds; Linux only, by /proc. */
export function countResources(): ProcessResources {
  const tasks = readdirSync("/proc/self/task");
  const children = tasks.flatMap((task) => {
    const text = readFileSync(`/proc/self/task/${task}/children`, "utf8");
    return text.split(" ").filter((pid) => pid !== "");
  });
  return {
    children: children.length,
    descriptors: readdirSync("/proc/self/fd").length,
    handles: process.getActiveResourcesInfo().length,
    folders: readdirSync(tmpdir()).filter((name) => name.startsWith("lockstep-")).length,
  };
}

let collect: (() => void) | null = null;

/** Bytes of this process's heap after what can be collected has been. */
export function settledHeapBytes(): number {
  if (collect === null) {
    setFlagsFromString("--expose-gc");
    const found: unknown = runInNewContext("gc");
    if (typeof found !== "function") throw new Error("this Node.js has no gc()");
    collect = () => void Reflect.apply(found, null, []);
  }
  collect();
  return process.memoryUsage().heapUsed;
}
