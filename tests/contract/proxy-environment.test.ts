import { expect } from "chai";
import { verifyPacts } from "../../src/harness/checks/contracts/verification/verify-pacts.ts";
import { createOrderApi, orderApiTarget } from "../support/contracts/order-api.ts";
import { httpInteraction, pactOf } from "../support/contracts/pact-text.ts";

describe("verification where HTTP_PROXY and PACT_DESCRIPTION are set", () => {
  const variables = {
    HTTP_PROXY: "http://127.0.0.1:9",
    http_proxy: "http://127.0.0.1:9",
    NO_PROXY: "*",
    PACT_DESCRIPTION: "another",
  };
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);

  beforeEach(() => void Object.assign(process.env, variables));
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it("reaches provider and state server, and verifies what the file has", async () => {
    const interaction = httpInteraction({
      states: [{ name: "nothing is there" }],
      response: { status: 404 },
    });
    const { interactions, problems } = await verifyPacts({
      pacts: [pactOf([interaction])],
      target: orderApiTarget(createOrderApi()),
      states: { "nothing is there": () => ({}) },
      statesFile: null,
      document: null,
      judge: () => [],
      timeoutMs: 5_000,
      stateTimeoutMs: 5_000,
      onInteraction: () => {},
    });
    expect(problems).to.deep.equal([]);
    expect(interactions.map(({ result }) => result)).to.deep.equal(["passed"]);
  });
});
