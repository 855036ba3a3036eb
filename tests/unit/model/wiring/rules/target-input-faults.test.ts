import { expect } from "chai";
import type { ProblemCode } from "../../../../../src/harness/core/problem-codes.ts";
import { functionOf, templateOf, wiredProblems } from "../../../../support/wiring/wire-loaded.ts";

function found(code: ProblemCode, resources: string): readonly string[] {
  return wiredProblems(code, { template: templateOf(resources), documents: {} }).map(
    ({ message }) => message,
  );
}

const rule = (target: string): string => `
  Bill:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [orders] }
      Targets: [{ Id: Queue, Arn: "arn:aws:sqs:eu-west-1:111122223333:q", ${target} }]
`;
const placed = (settings: string): string =>
  functionOf(
    "Fn",
    `{ Placed: { Type: EventBridgeRule, Properties: { Pattern: { source: [orders] }, ${settings} } } }`,
  );

describe("targetInputFaults", () => {
  it("tells what EventBridge refuses, of rules and of events of functions", () => {
    expect(
      found("wiring/target-input-refused", rule("Input: '{}', InputPath: $.detail")),
    ).to.deep.equal([
      "EventBridge refuses a target of Bill: Only one of Input, InputPath, or InputTransformer must be provided for target Queue.",
    ]);
    expect(
      found(
        "wiring/target-input-refused",
        placed("InputTransformer: { InputTemplate: '{\"a\": <b>}' }"),
      ),
    ).to.deep.equal([
      "EventBridge refuses a target of Fn (Placed): InputTemplate for target FnPlacedLambdaTarget contains invalid placeholder b.",
    ]);
    const schedule =
      "{ Night: { Type: Schedule, Properties: { Schedule: rate(1 day), Input: x } } }";
    expect(found("wiring/target-input-refused", functionOf("Fn", schedule)).join()).to.contain(
      "JSON syntax error in input for target FnNightLambdaTarget",
    );
  });

  it("tells of events that are dropped and of paths that are none", () => {
    const quoted = `InputTransformer: { InputPathsMap: { d: $.detail }, InputTemplate: '{"a": "<d>"}' }`;
    expect(found("wiring/target-input-dropped", rule(quoted)).join()).to.contain("<d>, an object");
    expect(found("wiring/target-input-path", rule("InputPath: detail")).join()).to.contain(
      "detail",
    );
  });

  it("says nothing of what deploys, and of what only AWS can complete", () => {
    const sound = `InputTransformer: { InputPathsMap: { d: $.detail }, InputTemplate: '{"a": <d>}' }`;
    const elsewhere = "InputTransformer: { InputTemplate: !ImportValue T }";
    for (const each of [
      rule(sound),
      rule(elsewhere),
      placed("InputPath: $.detail"),
      rule("RoleArn: x"),
    ]) {
      for (const code of ["refused", "dropped", "path"] as const)
        expect(found(`wiring/target-input-${code}`, each)).to.deep.equal([]);
    }
  });
});
