import { expect } from "chai";
import type { DetailSchema } from "../../../../../src/harness/model/eventbridge/never-matches/never-matches.ts";
import { functionOf, templateOf, wiredProblems } from "../../../../support/wiring/wire-loaded.ts";

const root = { properties: { status: { enum: ["placed"] }, total: { type: "number" } } };
const schema: DetailSchema = {
  source: "orders",
  detailType: "Placed",
  file: "events/schemas/placed.json",
  pointer: "",
  root,
  schema: root,
};

function found(pattern: string, eventSchemas: readonly DetailSchema[] = [schema]): string {
  const resources = functionOf(
    "Fn",
    `{ Placed: { Type: EventBridgeRule, Properties: { Pattern: ${pattern} } } }`,
  );
  const texts = { template: templateOf(resources), documents: {}, eventSchemas };
  return wiredProblems("wiring/event-pattern-never-matches", texts)
    .map(({ message, actual }) => `${message} ${String(actual)}`)
    .join();
}

const placed = (detail: string): string =>
  `{ source: [orders], detail-type: [Placed], detail: ${detail} }`;

describe("eventPatternNeverMatches", () => {
  it("tells of an account that YAML reads as a number", () => {
    expect(found("{ account: [123456789012] }")).to.equal(
      'The event pattern of Fn (Placed) matches no event: of "account", no event of EventBridge has such a value there. 123456789012',
    );
    expect(found('{ account: ["123456789012"] }')).to.equal("");
  });

  it("tells of values that the schema of the event excludes", () => {
    expect(found(placed("{ status: [PLACED] }"))).to.equal(
      'The event pattern of Fn (Placed) matches no event: of "detail.status", the schema of orders Placed (events/schemas/placed.json) excludes it. "PLACED"',
    );
    expect(found(placed("{ total: ['5'] }"))).to.contain("detail.total");
    expect(found(placed("{ status: [placed], total: [5] }"))).to.equal("");
    expect(found(placed("{ status: [PLACED] }"), [])).to.equal("");
  });

  it("believes the validator where it takes what the proof excludes", () => {
    // A schema that is not the one at its pointer stands for a proof that is wrong.
    const other = { ...schema, root: { ...root, properties: {} } };
    expect(found(placed("{ status: [PLACED] }"), [other])).to.equal("");
  });

  it("leaves patterns that are refused to another rule", () => {
    expect(found("{ account: 5 }")).to.equal("");
  });
});
