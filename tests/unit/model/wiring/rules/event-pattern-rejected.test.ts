import { expect } from "chai";
import { functionOf, templateOf, wiredProblems } from "../../../../support/wiring/wire-loaded.ts";

const code = "wiring/event-pattern-rejected";

function found(resources: string): readonly string[] {
  return wiredProblems(code, { template: templateOf(resources), documents: {} }).map(
    ({ message, location }) => `${String(location?.line)} ${message}`,
  );
}

const rule = (pattern: string): string => `
  Bill:
    Type: AWS::Events::Rule
    Properties: { EventPattern: ${pattern} }
`;

describe("eventPatternRejected", () => {
  it("tells the service's reason for a rule that is written out", () => {
    expect(found(rule("{ source: orders }")).join()).to.match(
      /^\d+ EventBridge refuses the event pattern of Bill\. Reason: "source" must be an object or an array$/,
    );
    expect(found(rule('\'{"source":[{"Prefix":"o"}]}\'')).join()).to.contain(
      "Unrecognized match type Prefix",
    );
  });

  it("tells it of an event of a function", () => {
    const event = "{ Placed: { Type: EventBridgeRule, Properties: { Pattern: { source: [] } } } }";
    expect(found(functionOf("Fn", event)).join()).to.contain(
      "the event pattern of Fn (Placed). Reason: Empty arrays are not allowed",
    );
  });

  it("says nothing of patterns that deploy, and of those only AWS can complete", () => {
    expect(found(rule("{ source: [orders] }"))).to.deep.equal([]);
    expect(found(rule("{ source: [!ImportValue Source] }"))).to.deep.equal([]);
    expect(found(rule("{ source: [!Sub '${AWS::StackName}'] }"))).to.deep.equal([]);
  });
});
