import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { createTextFiles } from "../../../../src/harness/app/project/project-files.ts";
import { readEventText } from "../../../../src/harness/app/runs/read-event-text.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

async function* megabytes(count: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < count; sent += 1) yield Buffer.alloc(1024 * 1024, 32);
}

const source = (root: string, input: AsyncIterable<unknown> = megabytes(0)) => ({
  root,
  files: createTextFiles(root),
  openStdin: () => input,
});

const module = new URL("../../../../src/harness/app/runs/read-event-text.ts", import.meta.url).href;

describe("The text of an event", () => {
  it("is read from standard input up to 16 MB", () =>
    withTemporaryFolder(async (root) => {
      expect(await readEventText("-", source(root, megabytes(16)))).to.have.length(
        16 * 1024 * 1024,
      );
      const error = await lockstepErrorOf(() => readEventText("-", source(root, megabytes(17))));
      expect(error.code).to.equal("project/event-unreadable");
      expect(error.message).to.contain("16 MB");
    }));

  it("is read from a pipe by its path", function () {
    if (process.platform === "win32") this.skip();
    const code = `import { readEventText } from "${module}";
console.log(await readEventText("/dev/stdin", { root: "/", files: { read: () => null } }));`;
    const script = `printf '{"a":1}' | "$0" --input-type=module -e "$1"`;
    const { stdout, stderr } = spawnSync("/bin/sh", ["-c", script, process.execPath, code], {
      encoding: "utf8",
    });
    expect([stdout, stderr]).to.deep.equal(['{"a":1}\n', ""]);
  });

  it("of a folder or of nothing is an error", () =>
    withTemporaryFolder(async (root) => {
      for (const [name, says] of [
        [".", ". is a folder."],
        ["none.json", "There is no event file none.json."],
        ['{"a":1}', "The name of an event file was expected, and this looks like JSON."],
      ] as const) {
        const error = await lockstepErrorOf(() => readEventText(name, source(root)));
        expect(error.summary).to.equal(says);
      }
    }));

  it("is UTF-8, and nothing else that looks like it", () =>
    withTemporaryFolder(async (root) => {
      writeFileSync(path.join(root, "sign.json"), '{ "a": "\uFFFD" }');
      expect(await readEventText("sign.json", source(root))).to.contain("\uFFFD");
      const latin = Buffer.from('{\n  "a": "ä" }', "latin1");
      writeFileSync(path.join(root, "latin.json"), latin);
      async function* piped(): AsyncGenerator<Uint8Array> {
        yield latin;
      }
      const ofFile = await lockstepErrorOf(() => readEventText("latin.json", source(root)));
      expect(ofFile.summary).to.equal("latin.json is not UTF-8 (at 2:9).");
      const ofPipe = await lockstepErrorOf(() => readEventText("-", source(root, piped())));
      expect(ofPipe.summary).to.equal("Standard input is not UTF-8 (at 2:9).");
    }));
});
