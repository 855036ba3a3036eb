import { expect } from "chai";
import { coveragePhase } from "../../../../src/harness/app/runs/coverage-phase.ts";
import type { Project } from "../../../../src/harness/app/project/load-project.ts";
import { evidence } from "../../../support/app/evidence.ts";
import { openSmallProject, writeFiles } from "../../../support/app/small-project.ts";

const digestOf = ({ apis }: Project): string => apis[0]?.document.digest ?? "";

describe("The coverage phase", () => {
  it("joins this run's evidence with what the project's tests left", () =>
    openSmallProject({}, (project, root) => {
      const seen = evidence({ specDigest: digestOf(project) });
      const line = { ...seen, operation: "POST /notes", responseKey: "201", source: "unit" };
      writeFiles(root, {
        ".lockstep/evidence/unit.ndjson": `${JSON.stringify(line)}\n`,
        ".lockstep/evidence/check.ndjson": `${JSON.stringify(line)}\n`,
      });
      const findings = coveragePhase([project], [seen], "check");
      expect(findings.summary).to.equal("100 % of 2 documented answers seen");
      expect(findings.coverage.rows.map((row) => row.seen)).to.deep.equal([
        { examples: 1 },
        { unit: 1 },
      ]);
    }));

  it("rounds down, so that 100 % means all", () =>
    openSmallProject({}, (project) => {
      expect(coveragePhase([project], [], "check").summary).to.match(/^0 % of 2/);
      const seen = evidence({ specDigest: digestOf(project) });
      expect(coveragePhase([project], [seen], "check").summary).to.match(/^50 % of 2/);
    }));

  it("says how many answers could not be seen", () =>
    openSmallProject({}, (project) => {
      const seen = evidence({ specDigest: digestOf(project) });
      const left = new Set(["POST /notes"]);
      expect(coveragePhase([project], [seen], "check", left).summary).to.equal(
        "50 % of 2 documented answers seen; 1 is of an operation that was not called",
      );
    }));

  it("takes what was seen of an API of events for no other text of the spec", () =>
    openSmallProject({}, (documented) => {
      const eventsAlone = documented.template.source.text.replace(
        / *DefinitionBody:[^]*?openapi.yaml } }\n/,
        "",
      );
      return openSmallProject({ "template.yaml": eventsAlone }, (project) => {
        const seen = evidence({ specDigest: digestOf(project), responseKey: null });
        const other = evidence({ specDigest: "another text" });
        const { summary, skipped, coverage } = coveragePhase([project], [seen, other], "check");
        expect({ summary, skipped }).to.deep.equal({
          summary: "not described: no API has a document",
          skipped: true,
        });
        expect(coverage).to.include({ total: 0, stale: 1 });
      });
    }));

  it("of nothing is left out", () =>
    openSmallProject({ "template.yaml": "Resources: {}\n" }, (project) => {
      expect(coveragePhase([project], [], "check")).to.include({
        summary: "no documented answers",
        skipped: true,
      });
    }));
});
