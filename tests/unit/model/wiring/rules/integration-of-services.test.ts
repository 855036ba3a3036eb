import { expect } from "chai";
import { goodSpec, wireGood } from "../../../../support/wiring/wire-texts.ts";

describe("an integration of another service whose uri is known in part", () => {
  const spec = goodSpec
    .replace("httpMethod: POST", "httpMethod: GET")
    .replace(
      /Fn::Sub: arn.*CreateOrder.*/,
      'Fn::Sub: ["arn:aws:apigateway:${AWS::Region}:s3:path/${Bucket}/x", { Bucket: { Fn::ImportValue: bucket } }]',
    )
    .replace("type: aws_proxy", "type: aws");

  it("is neither taken for one of Lambda nor for one that leads nowhere", () => {
    const codes = wireGood({ spec }).problems.map(({ code }) => code);
    expect(codes).to.not.include.members(["wiring/integration-method-not-post"]);
    expect(codes).to.not.include.members(["wiring/integration-unresolved"]);
    expect(wireGood({ spec }).apis[0]?.operations[0]?.integration).to.deep.equal({
      kind: "unsupported",
      reason: "the service integration s3",
    });
  });
});
