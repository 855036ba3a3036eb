import { readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  collectEvidence,
  openEvidenceFile,
  readEvidenceFiles,
} from "../../../../src/harness/app/project/evidence-files.ts";
import { evidence } from "../../../support/app/evidence.ts";
import { writeFiles } from "../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

const folder = ".lockstep/evidence";
const day = 24 * 60 * 60 * 1000;

describe("An evidence file", () => {
  it("holds a line of JSON for each exchange, appended", () =>
    withTemporaryFolder((root) => {
      const sink = openEvidenceFile(root, "check", Date.now());
      sink.append(evidence({ status: 200 }));
      sink.append(evidence({ status: 404 }));
      const lines = readFileSync(join(root, folder, "check.ndjson"), "utf8")
        .trimEnd()
        .split("\n");
      expect(lines.map((line): unknown => JSON.parse(line))).to.deep.equal([
        evidence({ status: 200 }),
        evidence({ status: 404 }),
      ]);
    }));

  it("replaces what an earlier run of its name left, not before there is something to say", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, {
        [`${folder}/check.ndjson`]: "old\n",
        [`${folder}/unit.ndjson`]: "kept\n",
      });
      const sink = openEvidenceFile(root, "check", Date.now());
      expect(readFileSync(join(root, folder, "check.ndjson"), "utf8")).to.equal("old\n");
      sink.append(evidence({}));
      expect(readFileSync(join(root, folder, "check.ndjson"), "utf8")).not.to.contain("old");
      expect(readEvidenceFiles(root, "check")).to.deep.equal(["kept\n"]);
    }));

  it("drops the evidence of others that is older than a day, and nothing but evidence", () =>
    withTemporaryFolder((root) => {
      const names = ["old.ndjson", "recent.ndjson", "old.txt"];
      writeFiles(root, Object.fromEntries(names.map((name) => [`${folder}/${name}`, "x\n"])));
      const now = Date.now();
      for (const name of ["old.ndjson", "old.txt"])
        utimesSync(join(root, folder, name), new Date(now), new Date(now - day - 1000));
      openEvidenceFile(root, "check", now).append(evidence({}));
      expect(readdirSync(join(root, folder)).toSorted()).to.deep.equal([
        "check.ndjson",
        "old.txt",
        "recent.ndjson",
      ]);
    }));

  it("that cannot be written loses the evidence, never the test", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, { ".lockstep": "a file where the folder should be" });
      openEvidenceFile(root, "check", Date.now()).append(evidence({}));
      expect(readEvidenceFiles(root, "check")).to.deep.equal([]);
    }));
});

describe("Evidence files", () => {
  it("are read in order of their names, without the one named and what is no evidence", () =>
    withTemporaryFolder((root) => {
      writeFiles(root, {
        [`${folder}/b.ndjson`]: "b",
        [`${folder}/a.ndjson`]: "a",
        [`${folder}/check.ndjson`]: "check",
        [`${folder}/note.txt`]: "note",
      });
      expect(readEvidenceFiles(root, "check")).to.deep.equal(["a", "b"]);
      expect(readEvidenceFiles(join(root, "none"), "check")).to.deep.equal([]);
    }));

  it("are kept in memory as well as passed on", () => {
    const passed: unknown[] = [];
    const { sink, collected } = collectEvidence({ append: (line) => void passed.push(line) });
    sink.append(evidence({ status: 201 }));
    expect(collected).to.deep.equal([evidence({ status: 201 })]);
    expect(passed).to.deep.equal(collected);
  });
});
