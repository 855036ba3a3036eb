import { expect } from "chai";
import { parseJson } from "../../../../src/harness/core/json.ts";
import { printErrorJson } from "../../../../src/harness/app/cli/run-command.ts";
import { explainCode } from "../../../../src/harness/app/runs/explain-code.ts";
import { runDoctor } from "../../../../src/harness/app/runs/doctor/run-doctor.ts";
import { reportFidelity } from "../../../../src/harness/app/runs/fidelity/report-fidelity.ts";
import { invokeOnce } from "../../../../src/harness/app/runs/invoke-once.ts";
import { listRoutes } from "../../../../src/harness/app/runs/list-routes.ts";
import { startStages } from "../../../../src/harness/app/runs/start-stages.ts";
import { renderRoutesJson } from "../../../../src/harness/app/report/routes-report.ts";
import { jsonDocumentViolations } from "../../../support/app/json-document-schema.ts";
import { recordTerminal } from "../../../support/app/recorded-terminal.ts";
import { smallProject, withSmallProject } from "../../../support/app/small-project.ts";

const traced = {
  "template.yaml": smallProject["template.yaml"].replace(
    "Handler: add.handler",
    "Handler: add.handler\n      Runtime: python3.13",
  ),
};

/** A document as it is printed. */
const printed = (value: unknown): unknown => parseJson(JSON.stringify(value));

describe("A document of --json satisfies its published schema", () => {
  it("routes", () =>
    withSmallProject({}, async (root) => {
      const document = parseJson(renderRoutesJson(await listRoutes({ root })));
      expect(jsonDocumentViolations("routes", document)).to.deep.equal([]);
    }));

  it("doctor", () =>
    withSmallProject({}, async (root) => {
      const report = await runDoctor({ overrides: { root }, url: null });
      expect(jsonDocumentViolations("doctor", printed(report))).to.deep.equal([]);
    }));

  it("fidelity", () =>
    withSmallProject(traced, async (root) => {
      const report = await reportFidelity({ root });
      expect(report.rows).not.to.deep.equal([]);
      expect(jsonDocumentViolations("fidelity", printed(report))).to.deep.equal([]);
    }));

  it("explain, of a problem and of a set-up error", () => {
    for (const code of ["wiring/operation-not-permitted", "template/not-found"])
      expect(jsonDocumentViolations("explanation", printed(explainCode(code)))).to.deep.equal([]);
  });

  it("invoke, of a result and of a failure", () =>
    withSmallProject(
      {
        "src/add.mjs": `console.log("called");\nthrow new TypeError("no");\n`,
        "e.json": '{ "Records": [{ "eventSource": "aws:sqs" }] }',
      },
      async (root) => {
        for (const functionName of ["ListFunction", "AddFunction"]) {
          const result = await invokeOnce({
            overrides: { root },
            functionName,
            eventFile: "e.json",
            openStdin: () => process.stdin,
            logType: "tail",
          });
          expect(result.warnings).to.have.length(1);
          expect(result.failure === null).to.equal(functionName === "ListFunction");
          expect(jsonDocumentViolations("invocation", printed(result))).to.deep.equal([]);
        }
      },
    ));

  it("start", () =>
    withSmallProject(traced, async (root) => {
      const running = await startStages({
        overrides: { root },
        port: "0",
        watch: false,
        say: () => {},
      });
      const document = { ...running, close: undefined, cut: undefined };
      await running.close();
      expect(running.stages[0]?.unserved).to.have.length(1);
      expect(jsonDocumentViolations("stages", printed(document))).to.deep.equal([]);
    }));

  it("an error", () => {
    const terminal = recordTerminal();
    printErrorJson(terminal, { code: null, summary: "m", hint: "h", details: [], exitCode: 4 });
    expect(jsonDocumentViolations("error", parseJson(terminal.printed.join("")))).to.deep.equal([]);
    expect(jsonDocumentViolations("error", { error: {} })).not.to.deep.equal([]);
  });
});
