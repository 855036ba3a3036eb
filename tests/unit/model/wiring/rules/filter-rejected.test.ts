import { expect } from "chai";
import { functionOf, templateOf, wiredProblems } from "../../../../support/wiring/wire-loaded.ts";

function found(resources: string): readonly (readonly [string, string | undefined])[] {
  return wiredProblems("wiring/filter-rejected", {
    template: templateOf(resources),
    documents: {},
  }).map(({ message, actual }) => [message, actual]);
}

const event = (type: string, properties: string): ReturnType<typeof found> =>
  found(functionOf("Fn", `{ Orders: { Type: ${type}, Properties: { ${properties} } } }`));
const resource = (type: string, properties: string): ReturnType<typeof found> =>
  found(`
  Orders:
    Type: ${type}
    Properties: { ${properties} }
`);
const criteria = (pattern: string): string =>
  `FilterCriteria: { Filters: [{ Pattern: '${pattern}' }] }`;

describe("filterRejected", () => {
  it("tells why Lambda refuses a filter of an event source", () => {
    expect(event("SQS", `Queue: q, ${criteria('{"body":{"a":"x"}}')}`)).to.deep.equal([
      [
        'The filter of Fn (Orders) is refused: "a" must be an object or an array',
        "Invalid filter pattern definition.",
      ],
    ]);
    expect(
      resource("AWS::Lambda::EventSourceMapping", criteria('{"data":{"a":[]}}'))[0]?.[0],
    ).to.equal("The filter of Orders is refused: Empty arrays are not allowed");
    expect(event("Kinesis", `Stream: s, ${criteria("not JSON")}`)).to.have.lengthOf(1);
  });

  it("knows operators that pipes do not take", () => {
    const wild = criteria('{"body":{"a":[{"wildcard":"*x"}]}}');
    expect(resource("AWS::Pipes::Pipe", `SourceParameters: { ${wild} }`)[0]?.[0]).to.contain(
      "Unrecognized match type wildcard",
    );
    expect(event("SQS", `Queue: q, ${wild}`)).to.deep.equal([]);
  });

  it("tells of policies that SNS refuses, by their scope", () => {
    const nested = "FilterPolicy: { a: { b: [x] } }";
    expect(event("SNS", `Topic: t, ${nested}`)).to.deep.equal([
      [
        "The filter of Fn (Orders) is refused: Filter policy scope MessageAttributes does not support nested filter policy",
        "Invalid parameter: Attributes Reason: FilterPolicy: Filter policy scope MessageAttributes does not support nested filter policy",
      ],
    ]);
    expect(event("SNS", `Topic: t, FilterPolicyScope: MessageBody, ${nested}`)).to.deep.equal([]);
    expect(resource("AWS::SNS::Subscription", "FilterPolicy: { a: x }")).to.have.lengthOf(1);
  });

  it("says nothing of filters that deploy, and of those only AWS can complete", () => {
    expect(event("SQS", `Queue: q, ${criteria('{"body":{"a":["x"]}}')}`)).to.deep.equal([]);
    expect(event("SQS", "Queue: q")).to.deep.equal([]);
    expect(event("SNS", "Topic: t, FilterPolicy: { a: [!ImportValue X] }")).to.deep.equal([]);
    expect(
      event("SQS", "Queue: q, FilterCriteria: { Filters: [{ Pattern: !ImportValue P }] }"),
    ).to.deep.equal([]);
  });
});
