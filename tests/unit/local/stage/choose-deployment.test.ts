import { expect } from "chai";
import { describe, it } from "mocha";
import { isObject } from "../../../../src/harness/core/json.ts";
import { eventOf } from "../../../support/stage/http-stage.ts";
import { request, send, testStage } from "../../../support/stage/test-stage.ts";

const properties = {
  CanarySetting: { PercentTraffic: 25, StageVariableOverrides: { level: "new" } },
};

async function call(next: number | null, own: typeof properties | object = properties) {
  const stage = testStage({
    api: { properties: { ...own } },
    stageVariables: { level: "old", other: "x" },
    canary: next === null ? null : { next: () => next },
  });
  const { requestContext, stageVariables } = eventOf(
    await send(stage, request("GET /dev/orders/1")),
  );
  return [
    isObject(requestContext) && requestContext["isCanaryRequest"],
    stageVariables,
    stage.problems.length,
  ];
}

// Canary releases of the developer guide, and recordings: the field is there only with a canary.
describe("a canary", () => {
  const old = { level: "old", other: "x" };
  it("gets the part of the requests that its setting says", async () => {
    expect(await call(0.24)).to.deep.equal([true, { level: "new", other: "x" }, 0]);
    expect(await call(0.25)).to.deep.equal([false, old, 0]);
  });

  it("gets none unless asked for, and is not named where there is none", async () => {
    expect(await call(null)).to.deep.equal([false, old, 0]);
    expect(await call(0, {})).to.deep.equal([undefined, old, 0]);
  });
});
