import { expect } from "chai";
import {
  targetInput,
  type TargetInput,
} from "../../../../../src/harness/model/eventbridge/target-input/target-input.ts";

const event = {
  version: "0",
  id: "0a1b",
  "detail-type": "OrderPlaced",
  source: "orders",
  account: "111122223333",
  time: "2026-01-01T00:00:00Z",
  region: "eu-west-1",
  resources: ["arn:a", "arn:b"],
  detail: {
    id: "o-1",
    ok: true,
    total: 5.5,
    none: null,
    quote: 'say "hi"',
    payload: { acc_id: "0a", sf_id: "baz" },
    states: ["ACTIVE", "INACTIVE"],
    items: [{ sku: "a" }, { sku: "b" }],
  },
};
const facts = {
  ruleArn: "arn:aws:events:eu-west-1:111122223333:rule/bus/r",
  ruleName: "r",
  ingestionTime: "2026-01-02T00:00:00Z",
};
const paths = {
  none: "$.detail.none",
  id: "$.detail.id",
  ok: "$.detail.ok",
  total: "$.detail.total",
  payload: "$.detail.payload",
  states: "$.detail.states",
  quote: "$.detail.quote",
  gone: "$.detail.gone",
};

function transformed(template: string): TargetInput {
  return targetInput({ id: "T", transformer: { template, paths } }, event, facts);
}

describe("targetInput", () => {
  it("is the event where nothing is set, and the constant of Input", () => {
    expect(targetInput({ id: "T" }, event, facts)).to.deep.equal({ text: JSON.stringify(event) });
    expect(targetInput({ id: "T", input: '{ "a": 1 }' }, event, facts)).to.deep.equal({
      text: '{ "a": 1 }',
    });
  });

  const at: readonly (readonly [string, string])[] = [
    ["$", JSON.stringify(event)],
    ["$.detail.id", '"o-1"'],
    ["$.detail-type", '"OrderPlaced"'],
    ["$['detail-type']", '"OrderPlaced"'],
    ['$["detail-type"]', '"OrderPlaced"'],
    ["$.detail.payload", '{"acc_id":"0a","sf_id":"baz"}'],
    ["$.detail.items[1].sku", '"b"'],
    ["$.detail.items[*].sku", '["a","b"]'],
    ["$.detail.none", "null"],
  ];
  for (const [inputPath, text] of at) {
    it(`is the JSON at ${inputPath}`, () => {
      expect(targetInput({ id: "T", inputPath }, event, facts)).to.deep.equal({ text });
    });
  }

  it("is not known where nothing stands at InputPath", () => {
    for (const inputPath of ["$.detail.gone", "$.detail.items[2]", "$.detail.id.length", "detail"])
      expect(targetInput({ id: "T", inputPath }, event, facts)).to.have.keys("unknown");
  });

  it("puts values into a JSON template as JSON, and into its texts as text", () => {
    expect(
      transformed(
        '{"id": <id>, "path": "users/<id>", "same": "<id>", "ok": <ok>, "text": "<ok>", "n": "<total>", "p": <payload>, "s": <states>}',
      ),
    ).to.deep.equal({
      text: '{"id": "o-1", "path": "users/o-1", "same": "o-1", "ok": true, "text": "true", "n": "5.5", "p": {"acc_id":"0a","sf_id":"baz"}, "s": ["ACTIVE","INACTIVE"]}',
    });
  });

  it("drops the event where a JSON template quotes an object or a list, or a value breaks it", () => {
    expect(transformed('{"p": "<payload>"}')).to.have.keys("dropped");
    expect(transformed('{"p": "<states>"}')).to.have.keys("dropped");
    expect(transformed('{"p": "<quote>"}')).to.have.keys("dropped");
    expect(transformed('{"p": <quote>}')).to.have.keys("dropped");
  });

  it("keeps the quotes of a string template, and takes those inside values of objects and lists", () => {
    expect(transformed('"Order <id>: <payload> <states> <ok>"')).to.deep.equal({
      text: '"Order o-1: {acc_id:0a,sf_id:baz} [ACTIVE,INACTIVE] true"',
    });
    expect(transformed('"{[/ <id>"\n"second <id>"')).to.deep.equal({
      text: '"{[/ o-1"\n"second o-1"',
    });
  });

  it("has empty text for a path that leads nowhere, in quotes where JSON needs them", () => {
    expect(transformed('"a<gone>b"')).to.deep.equal({ text: '"ab"' });
    expect(transformed('{"a": <gone>, "b": "x<gone>"}')).to.deep.equal({
      text: '{"a": "", "b": "x"}',
    });
  });

  it("knows the variables of the rule and the event", () => {
    expect(
      transformed(
        '{"arn": <aws.events.rule-arn>, "rule": "<aws.events.rule-name>", "at": <aws.events.event.ingestion-time>}',
      ),
    ).to.deep.equal({
      text: `{"arn": "${facts.ruleArn}", "rule": "r", "at": "2026-01-02T00:00:00Z"}`,
    });
    expect(transformed('{"e": <aws.events.event.json>}')).to.deep.equal({
      text: `{"e": ${JSON.stringify(event)}}`,
    });
    expect(transformed('{"e": <aws.events.event>}')).to.deep.equal({
      text: '{"e": {"version":"0","id":"0a1b","detailType":"OrderPlaced","source":"orders","account":"111122223333","time":"2026-01-02T00:00:00Z","region":"eu-west-1","resources":["arn:a","arn:b"]}}',
    });
  });

  it("takes null, and a template that starts with a bracket, as other values and templates", () => {
    expect(transformed('[<none>, "<none>", <id>]')).to.deep.equal({
      text: '[null, "null", "o-1"]',
    });
  });

  it("does not guess at templates that start with neither a brace nor a quote", () => {
    expect(transformed("Order <id>")).to.have.keys("unknown");
    const transformer = { template: '"<id>"', paths: { id: "$..id" } };
    expect(targetInput({ id: "T", transformer }, event, facts)).to.have.keys("unknown");
  });
});
