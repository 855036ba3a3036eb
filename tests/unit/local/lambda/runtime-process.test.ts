import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";

import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

const run = promisify(execFile);
const subject = new URL("../../../../src/harness/local/lambda/runtime-process.ts", import.meta.url);

/** Ends a process that does not listen, and has nothing else to wait for. */
const program = (bootstrapFile: string, cwd: string): string => `
  import { startRuntimeProcess } from ${JSON.stringify(subject.href)};
  const runtime = startRuntimeProcess({
    bootstrapFile: ${JSON.stringify(bootstrapFile)},
    environment: {},
    cwd: ${JSON.stringify(cwd)},
    memoryMb: 128,
    compileCacheFolder: ${JSON.stringify(cwd)},
    onLine: () => {},
  });
  await runtime.end();
  console.log("ended", runtime.alive);
`;

describe("A runtime process", function () {
  this.timeout(60_000);

  it("that is slow to end is waited for, even when nothing else keeps ours alive", () =>
    withTemporaryFolder(async (folder) => {
      const bootstrap = join(folder, "deaf.mjs");
      writeFileSync(bootstrap, "process.on('message', () => {});\nsetInterval(() => {}, 1000);\n");
      const args = ["--input-type=module", "--eval", program(bootstrap, folder)];
      const { stdout } = await run(process.execPath, args);
      expect(stdout.trim()).to.equal("ended false");
    }));
});
