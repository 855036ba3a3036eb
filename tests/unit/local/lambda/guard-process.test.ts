import { expect } from "chai";
import { fork } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isJsonObject, parseJson } from "../../../../src/harness/core/json.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { untilGone, untilWritten } from "../../../support/lambda/until.ts";

const program = fileURLToPath(new URL("../../../support/lambda/run-world.ts", import.meta.url));

function idlePid(text: string): number {
  const value = parseJson(text);
  const idle = isJsonObject(value) ? value["idle"] : undefined;
  return isJsonObject(idle) ? Number(idle["pid"]) : Number.NaN;
}

/** Ids of all processes below one, as /proc tells. */
function descendants(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const below = (id: number): readonly number[] =>
    [...parents].flatMap(([child, parent]) => (parent === id ? [child, ...below(child)] : []));
  return below(pid);
}

describe("guardProcess", () => {
  it("leaves no process behind when this one is killed: idle and looping functions, engine", function () {
    if (process.platform !== "linux") this.skip();
    return withTemporaryFolder(async (folder) => {
      const parent = fork(program, [folder, "looping"], { stdio: "ignore" });
      const exited = new Promise((resolve) => {
        parent.once("exit", resolve);
      });
      const idle = idlePid(await untilWritten(path.join(folder, "ready")));
      const busy = Number(await untilWritten(path.join(folder, "busy")));
      const all = descendants(parent.pid ?? 0);
      expect(all).to.include.members([idle, busy]);
      parent.kill("SIGKILL");
      await exited;
      await Promise.all(all.map(untilGone));
    });
  });
});
