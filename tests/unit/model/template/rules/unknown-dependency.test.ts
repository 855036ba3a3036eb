import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/unknown-dependency";

describe("template/unknown-dependency", () => {
  it("reports a name that is no resource, with the one that was meant", () => {
    const text = `Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  OrdersTable: { Type: AWS::SQS::Queue }
  One: { Type: AWS::SQS::Queue, DependsOn: OrderTable }
  Two: { Type: AWS::SQS::Queue, DependsOn: [OrdersTable, Stage] }
`;
    const [first, second, ...others] = problemsWith(code, text);
    expect(others).to.deep.equal([]);
    expect(first?.hint).to.equal("Did you mean OrdersTable?");
    expect(first?.location?.line).to.equal(4);
    expect(second?.message).to.equal("Two depends on Stage, which is no resource of the template.");
  });

  it("accepts resources, those under a false condition and those SAM generates", () => {
    const text = `Conditions: { Never: !Equals [a, b] }
Resources:
  Gone: { Type: AWS::SQS::Queue, Condition: Never }
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } }
  One: { Type: AWS::SQS::Queue, DependsOn: [Gone, Fn, FnRole] }
`;
    expect(problemsWith(code, text)).to.deep.equal([]);
  });
});
