import { expect } from "chai";
import { describe, it } from "mocha";
import type { Problem } from "../../../../src/harness/core/problem.ts";
import { eventForOperation } from "../../../../src/harness/model/events/event-for-operation.ts";
import { buildEventBridgeEvent } from "../../../../src/harness/model/events/eventbridge-event.ts";
import { validateEvent } from "../../../../src/harness/model/events/validate-event.ts";

const file = "events/apigateway/create-order.json";

function check(value: unknown): readonly Problem[] {
  return validateEvent({ file, text: JSON.stringify(value, null, 2) });
}

function only(problems: readonly Problem[]): Problem {
  expect(problems.map((problem) => problem.message)).to.have.lengthOf(1);
  const [problem] = problems;
  if (problem === undefined) throw new Error("no problem");
  return problem;
}

const order = eventForOperation({ method: "POST", path: "/orders", body: { quantity: 1 } });

const placed = buildEventBridgeEvent({
  source: "orders",
  detailType: "OrderPlaced",
  detail: { orderId: "1" },
  id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  time: Date.UTC(2030, 0, 1, 12, 0, 0, 999),
  account: "123456789012",
  region: "eu-west-1",
});

describe("checking an event file", () => {
  it("finds nothing wrong with the events Lockstep builds", () => {
    expect(check(order)).to.deep.equal([]);
    expect(check(placed)).to.deep.equal([]);
    expect(placed.time).to.equal("2030-01-01T12:00:00Z");
  });

  it("names a byte order mark and the symptom it causes elsewhere", () => {
    const problem = only(validateEvent({ file, text: `\uFEFF${JSON.stringify(order)}` }));
    expect(problem.code).to.equal("events/byte-order-mark");
    expect(problem.message).to.contain("Expecting value: line 1 column 1");
    expect(problem.location).to.deep.include({ file, line: 1, column: 1 });
  });

  it("names UTF-16 text", () => {
    const text = Buffer.from(`\uFEFF${JSON.stringify(order)}`, "utf16le").toString("utf8");
    const problem = only(validateEvent({ file, text }));
    expect(problem.code).to.equal("events/byte-order-mark");
    expect(problem.message).to.contain("UTF-16");
  });

  it("places a syntax error", () => {
    const problem = only(validateEvent({ file, text: '{\n  "resource": "/orders",\n}' }));
    expect(problem.code).to.equal("events/syntax-error");
    expect(problem.location).to.deep.include({ line: 3, column: 1 });
  });

  it("takes a hand-written part of a REST event for what it is", () => {
    const problem = only(check({ httpMethod: "POST", path: "/orders", body: "{}" }));
    expect(problem).to.include({ code: "events/incomplete-event", severity: "warning" });
    expect(problem.message).to.contain("resource, headers, queryStringParameters");
    const wrong = check({ httpMethod: "POST", path: "/orders", body: { quantity: 1 } });
    expect(wrong.map(({ code }) => code)).to.deep.equal([
      "events/body-not-a-string",
      "events/incomplete-event",
    ]);
    const other = check({ httpMethod: "POST", url: "/orders" });
    expect(other.map(({ code }) => code)).to.deep.equal(["events/unknown-kind"]);
  });

  it("tells of a body that is no text before anything else", () => {
    const [first] = check({ ...order, headers: 7, body: { quantity: 1 } });
    expect(first?.code).to.equal("events/body-not-a-string");
  });

  it("says that nothing known sends such an event", () => {
    expect(only(check({ hello: "world" })).code).to.equal("events/unknown-kind");
  });

  it("says that it has no schema for an event it knows", () => {
    const problem = only(check({ eventSource: "aws:kafka", records: {} }));
    expect(problem.code).to.equal("events/no-schema");
    expect(problem.message).to.contain("kafka");
  });

  it("explains a body that is an object instead of text", () => {
    const problem = only(check({ ...order, body: { quantity: 1 } }));
    expect(problem.code).to.equal("events/body-not-a-string");
    expect(problem.location).to.deep.include({ file, pointer: "/body" });
    expect(problem.location?.line).to.be.greaterThan(1);
    expect(problem.hint).to.contain(String.raw`"{\"quantity\":1}"`);
  });

  it("points at a value that breaks the schema", () => {
    const problem = only(check({ ...order, isBase64Encoded: "false" }));
    expect(problem.code).to.equal("events/schema-violation");
    expect(problem.message).to.contain("/isBase64Encoded must be boolean");
    expect(problem.actual).to.equal('"false"');
    const lines = JSON.stringify({ ...order, isBase64Encoded: "false" }, null, 2).split("\n");
    expect(lines[(problem.location?.line ?? 0) - 1]).to.contain("isBase64Encoded");
  });

  it("points at keys that are missing, and at keys that do not belong", () => {
    const { body: _body, ...incomplete } = order;
    expect(only(check(incomplete)).message).to.contain("'body'");
    const problem = only(check({ ...order, cookies: [] }));
    expect(problem.message).to.contain("/cookies is not part of an event of apigateway-rest");
    expect(problem.location?.pointer).to.equal("/cookies");
  });

  it("checks the envelope of EventBridge", () => {
    const problem = only(check({ ...placed, time: "2030-01-01 12:00" }));
    expect(problem.location?.pointer).to.equal("/time");
  });

  it("misses each member an event of EventBridge or of a REST API always has", () => {
    const lacking = (event: object, kept: readonly string[]) =>
      Object.keys(event)
        .filter((name) => !kept.includes(name))
        .map((name) => {
          const entries = Object.entries(event).filter(([key]) => key !== name);
          const found = check(Object.fromEntries(entries));
          return [name, found.some(({ message }) => message.includes(`'${name}'`))] as const;
        });
    // Without one of the members kept, it is an event of another kind.
    const bridge = lacking(placed, ["source", "detail-type"]);
    expect(bridge.map(([name]) => name)).to.include.members(["time", "id", "resources", "detail"]);
    expect(bridge.filter(([, isMissed]) => !isMissed)).to.deep.equal([]);
    const rest = lacking(order, ["resource", "httpMethod", "requestContext"]);
    expect(rest.filter(([, isMissed]) => !isMissed)).to.deep.equal([]);
  });

  it("warns of a key that stands twice", () => {
    const text = JSON.stringify(placed).replace('"version"', '"source":"x","version"');
    expect(only(validateEvent({ file, text })).code).to.equal("events/duplicate-key");
  });
});
