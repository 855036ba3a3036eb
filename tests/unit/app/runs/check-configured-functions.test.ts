import { expect } from "chai";
import { allProblems } from "../../../../src/harness/app/report/run-result.ts";
import { runCheck } from "../../../../src/harness/app/runs/check.ts";
import { recordPhases } from "../../../support/app/record-phases.ts";
import { smallProject, withSmallProject } from "../../../support/app/small-project.ts";

const arn = "arn:aws:lambda:us-east-1:999999999999:function:session";
const spec = smallProject["openapi.yaml"].replace("${ListFunction.Arn}", arn);

const check = (result: unknown) =>
  withSmallProject(
    {
      "openapi.yaml": spec,
      "lockstep.config.json": JSON.stringify({ functions: { session: { result } } }),
    },
    (root) =>
      runCheck({
        overrides: { root },
        url: null,
        headers: [],
        apiLogicalId: null,
        listener: recordPhases(),
      }),
  );

describe("lockstep check with a function the configuration answers for", () => {
  it("follows the operation to it and runs the examples against it", async () => {
    const body = JSON.stringify({ notes: [] });
    const result = await check({ statusCode: 200, body });
    const cases = result.phases.flatMap((phase) => phase.cases);
    expect(cases.map(({ name }) => name)).to.include("GET /notes → session (configuration)");
    const called = cases.filter(
      ({ operation, status }) => operation === "GET /notes" && status === "passed",
    );
    expect(called.length).to.be.greaterThan(1);
    expect(allProblems(result).map(({ code }) => code)).to.deep.equal([
      "openapi/body-not-validated",
    ]);
  });

  it("holds its answer against the spec", async () => {
    const result = await check({ statusCode: 200, body: '{"notes":"none"}' });
    expect(allProblems(result).map(({ code }) => code)).to.include("conformance/response-invalid");
  });
});
