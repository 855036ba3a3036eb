import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { isObject } from "../../src/harness/core/json.ts";
import { loadProject } from "../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../src/harness/app/project/resolve-config.ts";
import { generateEvent } from "../../src/harness/app/runs/generate-event.ts";
import { validateEvents } from "../../src/harness/app/runs/validate-events.ts";
import { repositoryRoot } from "../support/scenarios/order-project.ts";

/** The samples of API Gateway: file, operation, and named example of its body. */
const generated = [
  ["create-order", "createOrder", "oneItem"],
  ["create-order-everything", "createOrder", "everything"],
  ["get-order", "getOrder", null],
  ["list-orders", "listOrders", null],
  ["cancel-order", "cancelOrder", null],
] as const;

const overrides = { root: repositoryRoot };

function read(file: string): string {
  return readFileSync(join(repositoryRoot, file), "utf8");
}

describe("the sample events", () => {
  it("are one or more of every operation, and one of the rule", async () => {
    const { config } = await resolveConfig(overrides);
    const operations = loadProject(config).apis.flatMap(({ document }) =>
      document.operations.map(({ operationId }) => operationId),
    );
    expect([...new Set(generated.map(([, operation]) => operation))]).to.have.members(operations);
    expect(readdirSync(join(repositoryRoot, "events/apigateway"))).to.have.members(
      generated.map(([name]) => `${name}.json`),
    );
    expect(readdirSync(join(repositoryRoot, "events/eventbridge"))).to.deep.equal([
      "order-placed.json",
    ]);
  });

  for (const [name, operation, example] of generated) {
    const file = `events/apigateway/${name}.json`;
    it(`${file} is what \`lockstep events generate\` makes of the spec, byte for byte`, async () => {
      const { text } = await generateEvent({ overrides, operation, example, out: null });
      expect(read(file)).to.equal(text);
    });
  }

  it("events/eventbridge/order-placed.json fits the pattern of the template's rule", async () => {
    const { config } = await resolveConfig(overrides);
    const resource = loadProject(config).template.source.value;
    const pattern = [
      "Resources",
      "OrderPlacedFunction",
      "Properties",
      "Events",
      "OrderPlaced",
      "Properties",
      "Pattern",
    ].reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), resource);
    const event: unknown = JSON.parse(read("events/eventbridge/order-placed.json"));
    if (!isObject(pattern) || !isObject(event)) throw new Error("Rule and event are objects.");
    expect(pattern).to.have.all.keys("source", "detail-type");
    for (const [name, allowed] of Object.entries(pattern))
      expect(allowed, name).to.include(event[name]);
    expect(event["detail"]).to.have.all.keys("orderId", "customerId", "items");
  });

  it("satisfy `lockstep events validate`", async () => {
    const result = await validateEvents(overrides, []);
    expect(result.exitCode).to.equal(0);
    const [phase] = result.phases;
    expect(phase?.cases).to.have.length(generated.length + 1);
    expect(phase?.cases.flatMap(({ problems }) => problems)).to.deep.equal([]);
  });
});
