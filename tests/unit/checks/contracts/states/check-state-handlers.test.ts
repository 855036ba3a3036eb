import { expect } from "chai";
import { checkStateHandlers } from "../../../../../src/harness/checks/contracts/states/check-state-handlers.ts";
import { defineProviderStates } from "../../../../../src/harness/checks/contracts/states/define-provider-states.ts";
import { isProviderStates } from "../../../../../src/harness/checks/contracts/states/is-provider-states.ts";
import { httpInteraction, pactOf } from "../../../../support/contracts/pact-text.ts";

const pact = pactOf([
  httpInteraction({
    description: "a",
    states: [{ name: "an order exists", params: { customerId: "CUST-001" } }],
  }),
  httpInteraction({
    description: "b",
    states: [{ name: "an order exists" }, { name: "stock is low" }],
  }),
]);

describe("checkStateHandlers", () => {
  it("reports a state once, with every place that needs it and a handler to paste", () => {
    const problems = checkStateHandlers(
      [pact],
      { "stock is low": () => {} },
      "contracts/provider-states.ts",
    );
    expect(problems.map(({ code, message }) => [code, message])).to.deep.equal([
      [
        "contracts/state-without-handler",
        'No provider state is called "an order exists"; "a" needs it.',
      ],
    ]);
    expect(problems[0]?.location?.pointer).to.equal("/interactions/0/providerStates/0/name");
    expect(problems[0]?.related.map(({ location }) => location.pointer)).to.deep.equal([
      "/interactions/1/providerStates/0/name",
    ]);
    expect(problems[0]?.hint).to.include("contracts/provider-states.ts");
    expect(problems[0]?.details?.join("\n")).to.include('params["customerId"] is "CUST-001"');
  });

  it("does not take what every object inherits for a handler", () => {
    const named = pactOf([httpInteraction({ states: [{ name: "toString" }] })]);
    expect(checkStateHandlers([named], {}, null)).to.have.length(1);
  });

  it("is content with a set-up, and with a set-up and teardown", () => {
    const states = defineProviderStates({
      "an order exists": { setup: () => ({ orderId: "ORD-1000" }) },
      "stock is low": () => {},
    });
    expect(checkStateHandlers([pact], states, null)).to.deep.equal([]);
  });
});

describe("isProviderStates", () => {
  it("tells handlers by name from other exports", () => {
    expect(isProviderStates({ a: () => {}, b: { setup: () => {}, teardown: () => {} } })).to.equal(
      true,
    );
    expect(isProviderStates({ a: "text" })).to.equal(false);
    expect(isProviderStates({ a: { setup: "text" } })).to.equal(false);
    expect(isProviderStates(null)).to.equal(false);
  });
});
