import { expect } from "chai";
import { Worker } from "node:worker_threads";
import { once } from "node:events";
import { readEvidenceFiles } from "../../../../src/harness/app/project/evidence-files.ts";
import { readEvidence } from "../../../../src/harness/checks/coverage/read-evidence.ts";
import { withSmallProject } from "../../../support/app/small-project.ts";

const entry = new URL("../../../../src/harness/app/testing/index.ts", import.meta.url);

/** A test file as a runner with threads runs it: the library loaded anew, in the same process. */
async function runInThread(root: string): Promise<void> {
  const code = `
    const { openApi } = await import(${JSON.stringify(entry.href)});
    const api = await openApi({ root: ${JSON.stringify(root)} });
    await api.request({ method: "GET", path: "/notes" });
    await api.close();
    (await import("node:worker_threads")).parentPort.postMessage("done");`;
  const worker = new Worker(`(async () => {${code}})()`, { eval: true, execArgv: [] });
  await once(worker, "message");
  await worker.terminate();
}

describe("The evidence of test files that share a process", () => {
  it("is kept of each", () =>
    withSmallProject({}, async (root) => {
      await runInThread(root);
      await runInThread(root);
      const lines = readEvidenceFiles(root, "").flatMap(readEvidence);
      expect(lines.map(({ operation, source }) => [operation, source])).to.deep.equal([
        ["GET /notes", "integration"],
        ["GET /notes", "integration"],
      ]);
    }));
});
