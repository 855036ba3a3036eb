import { expect } from "chai";
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isJsonObject, parseJson } from "../../../../src/harness/core/json.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { untilGone, untilWritten } from "../../../support/lambda/until.ts";

const program = fileURLToPath(new URL("../../../support/lambda/run-world.ts", import.meta.url));

function pidOf(text: string, name: "idle" | "spawned"): number {
  const value = parseJson(text);
  const told = isJsonObject(value) ? value[name] : undefined;
  return isJsonObject(told) ? Number(told["pid"]) : Number.NaN;
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
  it("leaves no process and no folder of a function behind when this one is killed", function () {
    if (process.platform !== "linux") this.skip();
    return withTemporaryFolder(async (folder) => {
      const temporary = path.join(folder, "with a space");
      mkdirSync(temporary);
      const parent = fork(program, [folder, "looping"], {
        stdio: "ignore",
        env: { ...process.env, TMPDIR: temporary },
      });
      const exited = new Promise((resolve) => {
        parent.once("exit", resolve);
      });
      const ready = await untilWritten(path.join(folder, "ready"));
      const [idle, spawned] = [pidOf(ready, "idle"), pidOf(ready, "spawned")];
      const busy = Number(await untilWritten(path.join(folder, "busy")));
      const all = descendants(parent.pid ?? 0);
      expect(all).to.include.members([idle, spawned, busy]);
      const isOfFunction = (name: string): boolean => name.startsWith("lockstep-fn-");
      const folders = readdirSync(temporary).filter(isOfFunction);
      expect(folders).to.have.length(3);
      parent.kill("SIGKILL");
      await exited;
      await Promise.all(all.map(untilGone));
      expect(readdirSync(temporary).filter(isOfFunction)).to.deep.equal([]);
    });
  });

  it("ends the whole group a process leads, not the process alone", async function () {
    if (process.platform !== "linux") this.skip();
    const module = new URL(
      "../../../../src/harness/local/lambda/guard-process.ts",
      import.meta.url,
    );
    const code = `
      import { spawn } from "node:child_process";
      import { guardProcess } from ${JSON.stringify(module.href)};
      const leader = spawn("/bin/sh", ["-c", "sleep 60 & sleep 0.5; echo $!; wait"], {
        detached: true,
        stdio: ["ignore", "inherit", "ignore"],
      });
      guardProcess(leader);`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", code]);
    const told: readonly unknown[] = await once(child.stdout, "data");
    child.kill("SIGKILL");
    await untilGone(Number(String(told[0])));
  });
});

describe("guardFolder", () => {
  it("removes what was not released, however the process ends", function () {
    if (process.platform === "win32") this.skip();
    return withTemporaryFolder(async (folder) => {
      const names = ["kept by its owner", "left", "left too"];
      for (const name of names) mkdirSync(path.join(folder, name));
      const module = new URL(
        "../../../../src/harness/local/lambda/guard-process.ts",
        import.meta.url,
      );
      const [kept, ...left] = names.map((name) => JSON.stringify(path.join(folder, name)));
      const code = `
        import { guardFolder } from ${JSON.stringify(module.href)};
        const release = guardFolder(${kept});
        ${left.map((name) => `guardFolder(${name});`).join("\n")}
        release();`;
      const child = spawn(process.execPath, ["--input-type=module", "--eval", code]);
      await once(child, "exit");
      for (let looks = 0; looks < 200 && readdirSync(folder).length > 1; looks += 1)
        await delay(10);
      expect(readdirSync(folder)).to.deep.equal(["kept by its owner"]);
    });
  });
});
