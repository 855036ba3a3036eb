import { expect } from "chai";
import { renderConsole } from "../../../../src/harness/app/report/render-console.ts";
import { renderJson } from "../../../../src/harness/app/report/render-json.ts";
import { allProblems, type RunResult } from "../../../../src/harness/app/report/run-result.ts";
import { runCheck } from "../../../../src/harness/app/runs/check.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";
import {
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const secret = "s3cr3t-of-the-database";

/** A function that tells its secret in its log, its failure and, once, its answer. */
const files: ProjectFiles = {
  "template.yaml": smallProject["template.yaml"].replace(
    "CodeUri: src }",
    'CodeUri: src, Environment: { Variables: { DB_URL: "" } } }',
  ),
  "src/add.mjs":
    "export const handler = async () => { console.log(process.env.DB_URL); throw new Error(`no way into ${process.env.DB_URL}`); };\n",
  "src/list.mjs":
    'export const handler = async () => ({ statusCode: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ note: process.env.DB_URL }) });\n',
  "env.json": JSON.stringify(
    { Parameters: { DB_URL: secret }, AddFunctoin: { DB_URL: secret } },
    null,
    1,
  ),
};

describe("A secret of a file of variables", () => {
  let result: RunResult;
  let texts: readonly string[];
  before(function () {
    this.timeout(30_000);
    return withSmallProject(files, async (root) => {
      result = await runCheck({
        overrides: { root, envVars: "env.json" },
        url: null,
        headers: [],
        apiLogicalId: null,
        listener: recordPhases(),
      });
      const readText = (file: string): string | null => files[file] ?? null;
      texts = [
        renderJson(result),
        renderConsole(result, { paint: (_style, each) => each, readText }),
      ];
    });
  });

  it("reaches the functions", () => {
    const codes = allProblems(result).map(({ code }) => code);
    expect(codes).to.include.members([
      "conformance/function-failed",
      "project/env-vars-unknown-function",
    ]);
    expect(texts[0]).to.contain("no way into ****");
  });

  it("is in no report, not even in the lines of its own file", () => {
    for (const text of texts) expect(text).to.not.contain(secret);
  });
});
