import { mkdirSync } from "node:fs";
import path from "node:path";
import { withTemporaryFolder } from "../contracts/temporary-folder.ts";

/** Does its work while this process has a temporary folder of its own: others make and remove theirs elsewhere. */
export async function withOwnTemporaryFolder(work: () => Promise<void>): Promise<void> {
  const known = process.env["TMPDIR"];
  await withTemporaryFolder(async (root) => {
    process.env["TMPDIR"] = path.join(root, "tmp");
    mkdirSync(process.env["TMPDIR"]);
    try {
      await work();
    } finally {
      if (known === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = known;
    }
  });
}
