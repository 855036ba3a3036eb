import { expect } from "chai";
import { lintPact } from "../../../../../src/harness/checks/contracts/files/lint-pact.ts";
import { httpInteraction, pactOf } from "../../../../support/contracts/pact-text.ts";

const expectations = { provider: null, stages: ["dev", "Prod"] };

describe("lintPact", () => {
  it("finds two interactions with the same states and description, and shows the first", () => {
    const same = httpInteraction({
      description: "a list",
      states: [{ name: "orders exist", params: { b: 1, a: 2 } }],
    });
    const again = httpInteraction({
      description: "a list",
      states: [{ name: "orders exist", params: { a: 2, b: 1 } }],
      response: { status: 404 },
    });
    const [problem, ...others] = lintPact(pactOf([same, again]), expectations);
    expect(others).to.deep.equal([]);
    expect(problem?.code).to.equal("contracts/duplicate-interaction");
    expect(problem?.location?.pointer).to.equal("/interactions/1/description");
    expect(problem?.related[0]?.location.pointer).to.equal("/interactions/0/description");
  });

  it("lets the same description stand with another state or other parameters", () => {
    const interactions = [
      httpInteraction({ description: "a list" }),
      httpInteraction({ description: "a list", states: [{ name: "orders exist" }] }),
      httpInteraction({
        description: "a list",
        states: [{ name: "orders exist", params: { count: 2 } }],
      }),
    ];
    expect(lintPact(pactOf(interactions), expectations)).to.deep.equal([]);
  });

  it("finds a stage at the beginning of a path, and only there", () => {
    const interactions = ["/Prod/orders", "/orders/dev", "/development/orders"].map((path) =>
      httpInteraction({ description: path, request: { path } }),
    );
    const problems = lintPact(pactOf(interactions), expectations);
    expect(
      problems.map(({ code, expected, actual }) => ({ code, expected, actual })),
    ).to.deep.equal([
      { code: "contracts/stage-in-path", expected: "/orders", actual: "/Prod/orders" },
    ]);
    expect(problems[0]?.location).to.include({ pointer: "/interactions/0/request/path", line: 11 });
  });

  it("finds a header in two cases", () => {
    const headers = { "Content-Type": ["application/json"], "content-type": ["application/json"] };
    const problems = lintPact(pactOf([httpInteraction({ response: { headers } })]), expectations);
    expect(problems.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["contracts/header-case-duplicate", "warning"],
    ]);
    expect(problems[0]?.location?.pointer).to.equal(
      "/interactions/0/response/headers/content-type",
    );
  });
});
