import { expect } from "chai";
import { runCheck } from "../../../../src/harness/app/runs/check.ts";
import { allProblems } from "../../../../src/harness/app/report/run-result.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";
import { smallProject, withSmallProject } from "../../../support/app/small-project.ts";

const unused = (functions: Readonly<Record<string, unknown>>): Promise<readonly string[]> =>
  withSmallProject(
    {
      "other/template.yaml": smallProject["template.yaml"].replaceAll("ListFunction", "Other"),
      "other/openapi.yaml": smallProject["openapi.yaml"].replaceAll("ListFunction", "Other"),
      "other/src/list.mjs": smallProject["src/list.mjs"],
      "other/src/add.mjs": smallProject["src/add.mjs"],
      "lockstep.config.json": JSON.stringify({
        template: ["template.yaml", "other/template.yaml"],
        functions,
      }),
    },
    async (root) => {
      const result = await runCheck({
        overrides: { root },
        url: null,
        headers: [],
        apiLogicalId: null,
        isStatic: true,
        listener: recordPhases(),
      });
      return allProblems(result)
        .filter(({ code }) => code === "project/configured-function-unused")
        .map(({ message }) => message);
    },
  );

describe("Functions of the configuration, with several templates", () => {
  it("are used when one of the templates has them", async () => {
    const functions = { ListFunction: { result: {} }, Other: { result: {} } };
    expect(await unused(functions)).to.deep.equal([]);
  });

  it("are told once when none has them", async () => {
    const [message, ...others] = await unused({ Nobody: { result: {} } });
    expect(others).to.deep.equal([]);
    expect(message).to.contain("of template.yaml, other/template.yaml goes by that name");
  });
});
