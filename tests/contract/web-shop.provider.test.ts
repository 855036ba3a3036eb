import { expect } from "chai";
import { providerStates } from "../../contracts/provider-states.ts";
import { loadPacts } from "../../src/harness/checks/contracts/files/load-pacts.ts";
import { verifyPacts } from "../../src/harness/checks/contracts/verification/verify-pacts.ts";
import { createOrderApi, orderApiTarget } from "../support/contracts/order-api.ts";

describe("the web shop's contract", () => {
  it("is kept by an Order API, with ids injected by provider states", async () => {
    const { pacts, problems } = loadPacts({
      root: process.cwd(),
      paths: ["contracts"],
      provider: "order-api",
      stages: ["dev"],
    });
    expect(problems).to.deep.equal([]);
    const api = createOrderApi();
    const result = await verifyPacts({
      pacts,
      target: orderApiTarget(api),
      states: providerStates,
      statesFile: null,
      document: null,
      judge: () => [],
      timeoutMs: 5_000,
      stateTimeoutMs: 5_000,
      onInteraction: () => {},
    });
    expect(result.problems).to.deep.equal([]);
    expect(result.interactions.map(({ result: outcome }) => outcome)).to.deep.equal(
      Array(7).fill("passed"),
    );
  });
});
