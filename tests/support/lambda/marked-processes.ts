import { readdirSync, readFileSync } from "node:fs";

/** A process of this machine, by its id, with the variables it was started with. */
export interface MarkedProcess {
  readonly pid: number;
  readonly variables: ReadonlyMap<string, string>;
}

/** The processes that were started with a variable of this value, as /proc tells. */
export function markedProcesses(name: string, value: string): readonly MarkedProcess[] {
  return readdirSync("/proc").flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const variables = readFileSync(`/proc/${entry}/environ`, "utf8").split("\0");
      if (!variables.includes(`${name}=${value}`)) return [];
      const pairs = variables.map((each): [string, string] => {
        const at = each.indexOf("=");
        return [each.slice(0, at), each.slice(at + 1)];
      });
      return [{ pid: Number(entry), variables: new Map(pairs) }];
    } catch {
      return [];
    }
  });
}
