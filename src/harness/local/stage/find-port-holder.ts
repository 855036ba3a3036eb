import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/**
 * Names the process that listens on a TCP port, e.g. `process 4711 (node server.js)`. Only Linux
 * tells, and only of processes this user may look at; `null` otherwise.
 */
export function findPortHolder(port: number): string | null {
  const inodes = new Set([
    ...listeners("/proc/net/tcp", port),
    ...listeners("/proc/net/tcp6", port),
  ]);
  if (inodes.size === 0) return null;
  for (const entry of list("/proc")) {
    if (/^\d+$/u.test(entry) && holdsSocket(entry, inodes)) return describe(entry);
  }
  return null;
}

/** Socket inodes in state LISTEN (0A) on a port, of one of the kernel's tables. */
function listeners(table: string, port: number): readonly string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return read(table)
    .split("\n")
    .map((line) => line.trim().split(/\s+/u))
    .filter((fields) => fields[1]?.endsWith(wanted) === true && fields[3] === "0A")
    .map((fields) => fields[9] ?? "");
}

function holdsSocket(pid: string, inodes: ReadonlySet<string>): boolean {
  return list(`/proc/${pid}/fd`).some((descriptor) => {
    const inode = /^socket:\[(\d+)\]$/u.exec(link(`/proc/${pid}/fd/${descriptor}`))?.[1];
    return inode !== undefined && inodes.has(inode);
  });
}

function describe(pid: string): string {
  const command = read(`/proc/${pid}/cmdline`).split("\u0000").join(" ").trim();
  const shown = command.length > 80 ? `${command.slice(0, 79)}…` : command;
  return shown === "" ? `process ${pid}` : `process ${pid} (${shown})`;
}

// The tables of /proc come and go with their processes: what cannot be read says nothing.
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
