import { readdirSync, readFileSync } from "node:fs";

/** CPU seconds of the processes a server started. */
export interface ChildUsage {
  readonly functions: number;
  readonly engine: number;
}

interface ProcessTime {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly seconds: number;
}

/** `USER_HZ`, 100 on every Linux that Node.js runs on. */
const ticksPerSecond = 100;

/** `pid (name) state ppid … utime stime`, see proc_pid_stat(5); null for a process that just ended. */
function readProcess(pid: string): ProcessTime | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const close = text.lastIndexOf(")");
    const fields = text.slice(close + 2).split(" ");
    return {
      pid: Number(pid),
      parent: Number(fields[1]),
      name: text.slice(text.indexOf("(") + 1, close),
      seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    };
  } catch {
    return null;
  }
}

/** CPU seconds of one process so far, its ended children left out; null where the system has no /proc. */
export function readProcessSeconds(pid: number): number | null {
  return process.platform === "linux" ? (readProcess(String(pid))?.seconds ?? null) : null;
}

/** Reads what the descendants of a process have used so far; null where the system has no /proc. */
export function readChildUsage(pid: number): ChildUsage | null {
  if (process.platform !== "linux") return null;
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(readProcess)
    .filter((each) => each !== null);
  const family = new Set([pid]);
  let known = 0;
  while (known !== family.size) {
    known = family.size;
    for (const each of all) if (family.has(each.parent)) family.add(each.pid);
  }
  const children = all.filter((each) => each.pid !== pid && family.has(each.pid));
  const sum = (engine: boolean): number =>
    children
      .filter(({ name }) => name.startsWith("dynoxide") === engine)
      .reduce((total, { seconds }) => total + seconds, 0);
  return { functions: sum(false), engine: sum(true) };
}
