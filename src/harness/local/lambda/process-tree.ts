import { readdirSync, readFileSync } from "node:fs";

/**
 * Resident memory of a process and of all it started, in bytes; `null` where the machine does not tell
 * (only Linux does, in /proc).
 */
export function residentBytesOf(pid: number): number | null {
  if (process.platform !== "linux") return null;
  const own = readResident(pid);
  if (own === null) return null;
  return childrenOf(pid).reduce((sum, child) => sum + (residentBytesOf(child) ?? 0), own);
}

function readResident(pid: number): number | null {
  const pages = Number(readOrNull(`/proc/${pid}/statm`)?.split(" ")[1]);
  return Number.isFinite(pages) ? pages * pageBytes() : null;
}

let knownPageBytes: number | null = null;

/** Bytes of a memory page: 4096 almost everywhere, more on some ARM machines. */
function pageBytes(): number {
  if (knownPageBytes !== null) return knownPageBytes;
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(readOrNull("/proc/self/status") ?? "")?.[1]);
  const pages = Number(readOrNull("/proc/self/statm")?.split(" ")[1]);
  const near = (kilobytes * 1024) / pages;
  const sizes = [4096, 16_384, 65_536];
  knownPageBytes = sizes.find((size) => near < size * 1.5) ?? 4096;
  return knownPageBytes;
}

/** Processes a process started that still run and that it has not lost. */
function childrenOf(pid: number): readonly number[] {
  const text = readOrNull(`/proc/${pid}/task/${pid}/children`) ?? "";
  return text.split(" ").flatMap((each) => (each === "" ? [] : [Number(each)]));
}

/** Kills the group a process leads, itself included. On Windows there are no groups: the process alone. */
export function killGroup(leader: number): void {
  kill(process.platform === "win32" ? leader : -leader);
}

function kill(target: number): void {
  try {
    process.kill(target, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

/**
 * Kills every process whose environment has the given variable with the given value: those a function
 * started, also in a session of their own, inherit what is unique to their environment. Only Linux
 * shows the variables of a process.
 */
export function killMarked(name: string, value: string): void {
  if (process.platform !== "linux") return;
  const wanted = `\0${name}=${value}\0`;
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const environment = readOrNull(`/proc/${entry}/environ`);
    if (environment !== null && `\0${environment}\0`.includes(wanted)) kill(Number(entry));
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
