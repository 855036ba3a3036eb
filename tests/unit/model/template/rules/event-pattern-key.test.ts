import { expect } from "chai";
import { describe, it } from "mocha";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/event-pattern-key";
const ofEvent = (pattern: string): string => `Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Events: { E: { Type: EventBridgeRule, Properties: { Pattern: ${pattern} } } }
`;
const ofRule = (pattern: string): string =>
  `Resources: { Rule: { Type: AWS::Events::Rule, Properties: { EventPattern: ${pattern} } } }\n`;

describe("rule event-pattern-key", () => {
  for (const [pattern, meant] of [
    ["{ source: [a], detailType: [b] }", "detail-type"],
    ["{ Source: [a] }", "source"],
    ["{ detail_type: [a] }", "detail-type"],
    ["{ sorce: [a] }", "source"],
  ] as const) {
    it(`reports ${pattern}, of an event and of a rule`, () => {
      for (const text of [ofEvent(pattern), ofRule(pattern)]) {
        const [problem, ...others] = problemsWith(code, text);
        expect(others).to.deep.equal([]);
        expect(problem).to.include({ severity: "error", hint: `Did you mean ${meant}?` });
      }
    });
  }

  for (const pattern of [
    "{ source: [a], detail-type: [b], detail: { detailType: [c] } }",
    "{ $or: [{ source: [a] }] }",
    "{ whatever: [a] }",
    "!Ref Pattern",
  ]) {
    it(`lets ${pattern} be`, () => {
      expect(problemsWith(code, ofEvent(pattern))).to.deep.equal([]);
      expect(problemsWith(code, ofRule(pattern))).to.deep.equal([]);
    });
  }
});
