import { expect } from "chai";
import type { FidelityReport } from "../../../../src/harness/app/report/fidelity-report.ts";
import { renderFidelity } from "../../../../src/harness/app/report/render-fidelity.ts";
import { plainPaint } from "../../../../src/harness/app/report/text-style.ts";

const row = {
  group: "Functions",
  what: "layers of A",
  location: { file: "template.yaml", line: 3, column: 7 },
  state: "not done",
  instead: "modules load from node_modules",
  anchor: "layers",
} as const satisfies FidelityReport["rows"][number];

const render = (report: Partial<FidelityReport>): string =>
  renderFidelity({ template: "template.yaml", rows: [], unread: [], ...report }, plainPaint);

describe("The text of lockstep fidelity", () => {
  it("groups rows: what, where, what instead, and the row of the documentation", () => {
    const different = { ...row, group: "APIs", state: "different", what: "an endpoint" } as const;
    expect(render({ rows: [row, different] }).split("\n")).to.deep.equal([
      "APIs",
      "  ~ an endpoint  template.yaml:3:7",
      "    modules load from node_modules  #layers",
      "",
      "Functions",
      "  ✗ layers of A  template.yaml:3:7",
      "    modules load from node_modules  #layers",
      "",
      "template.yaml: 1 not done (✗), 1 different (~). The rows of docs/fidelity.md say more.",
      "",
    ]);
  });

  it("says when there is nothing to say", () => {
    expect(render({})).to.equal("template.yaml: everything in this template is emulated.\n");
  });

  it("does not say so of what could not be read", () => {
    expect(render({ unread: ["Lost"] })).to.equal(
      "Of Lost nothing is known: its document cannot be read.\ntemplate.yaml: everything that could be read is emulated.\n",
    );
  });
});
