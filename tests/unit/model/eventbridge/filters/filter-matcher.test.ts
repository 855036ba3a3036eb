import { expect } from "chai";
import { filterMatcher } from "../../../../../src/harness/model/eventbridge/filters/filter-matcher.ts";
import type { PatternMode } from "../../../../../src/harness/model/eventbridge/pattern/pattern-mode.ts";
import { readPattern } from "../../../../../src/harness/model/eventbridge/pattern/read-pattern.ts";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";

const decode = (text: string): string => Buffer.from(text, "base64").toString();
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

function matches(mode: PatternMode, filter: object, event: JsonObject | string): unknown {
  const pattern = readPattern(JSON.stringify(filter), mode);
  if ("rejected" in pattern) throw new Error(pattern.rejected);
  const matcher = filterMatcher(pattern, mode, decode);
  const text = typeof event === "string" ? event : JSON.stringify(event);
  if (typeof event !== "string") expect(matcher.match(event)).to.equal(matcher.match(text));
  return matcher.match(text);
}

describe("filterMatcher", () => {
  const onBody = { body: { kind: ["order"] } };
  for (const mode of ["lambda", "pipes"] as const) {
    it(`reads the body of a message of SQS (${mode})`, () => {
      expect(matches(mode, onBody, { body: '{"kind":"order"}' })).to.equal(true);
      expect(matches(mode, onBody, { body: '{"kind":"bill"}' })).to.equal(false);
      expect(matches(mode, { messageId: ["1"] }, { messageId: "1", body: "x" })).to.equal(true);
    });

    it(`decodes the data of Kinesis, MQ and Kafka (${mode})`, () => {
      const data = encode({ kind: "order" });
      expect(
        matches(
          mode,
          { data: { kind: ["order"] }, partitionKey: ["p"] },
          {
            eventSource: "aws:kinesis",
            kinesis: { partitionKey: "p", data },
          },
        ),
      ).to.equal(true);
      expect(matches(mode, { data: { kind: ["order"] } }, { messageID: "1", data })).to.equal(true);
      expect(matches(mode, { value: { kind: ["order"] } }, { topic: "t", value: data })).to.equal(
        true,
      );
    });
  }

  it("drops a record whose payload is JSON where the filter has text, or the reverse", () => {
    const gone = { body: { kind: [{ exists: false }] } };
    expect(matches("lambda", gone, { body: "plain" })).to.equal(false);
    expect(matches("lambda", gone, { body: "{}" })).to.equal(true);
    expect(matches("lambda", { body: ["plain"] }, { body: "plain" })).to.equal(true);
    expect(matches("lambda", { body: [{ exists: false }] }, { body: "{}" })).to.equal(false);
  });

  it("leaves records of DynamoDB as they are", () => {
    const record = { eventName: "INSERT", dynamodb: { Keys: { id: { S: "1" } } } };
    expect(matches("lambda", { dynamodb: { Keys: { id: { S: ["1"] } } } }, record)).to.equal(true);
  });

  it("takes no message of SNS whose body is no object", () => {
    expect(matches("sns-body", { a: [{ exists: false }] }, "plain")).to.equal(false);
    expect(matches("sns-body", { a: [{ exists: false }] }, "[]")).to.equal(false);
    expect(matches("sns-body", { "a.b": ["x"] }, { a: { b: "x" } })).to.equal(true);
  });

  it("holds attributes of a message against a policy by their type", () => {
    const price = { price: [{ numeric: [">", 99] }] };
    const attribute = (DataType: string, StringValue: string): JsonObject => ({
      price: { DataType, StringValue },
    });
    expect(matches("sns-attributes", price, attribute("Number", "100"))).to.equal(true);
    expect(matches("sns-attributes", price, attribute("String", "100"))).to.equal(false);
    expect(
      matches("sns-attributes", { price: ["b"] }, attribute("String.Array", '["a","b"]')),
    ).to.equal(true);
    expect(
      matches("sns-attributes", { price: ["b"] }, { price: { Type: "String", Value: "b" } }),
    ).to.equal(true);
    expect(matches("sns-attributes", { price: ["b"] }, attribute("Binary", "b"))).to.equal(false);
  });

  it("reads numbers of payloads as JavaScript does", () => {
    const filter = '{"body":{"a":[12345678901234567890]}}';
    const pattern = readPattern(filter, "lambda");
    if ("rejected" in pattern) throw new Error(pattern.rejected);
    const record = { body: '{"a":12345678901234567890}' };
    // AWS takes it: the number is written as in the pattern.
    expect(filterMatcher(pattern, "lambda", decode).match(record)).to.equal(false);
    expect(matches("lambda", { body: { a: [5] } }, { body: '{"a":5.0}' })).to.equal(true);
  });

  it("gives rules of EventBridge the event as it is", () => {
    expect(matches("eventbridge", { body: ["{}"] }, { body: "{}" })).to.equal(true);
  });
});
