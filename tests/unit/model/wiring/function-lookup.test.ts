import { expect } from "chai";
import {
  findFunction,
  readLambdaName,
} from "../../../../src/harness/model/wiring/function-lookup.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

const template = readTemplate(`
Resources:
  Named: { Type: AWS::Serverless::Function, Properties: { FunctionName: get-order } }
  Unnamed: { Type: AWS::Lambda::Function }
`);

describe("findFunction", () => {
  const arn = "arn:aws:lambda:eu-west-1:123456789012:function";
  for (const [text, functionId, qualifier] of [
    ["get-order", "Named", null],
    ["get-order:live", "Named", "live"],
    [`${arn}:get-order`, "Named", null],
    [`${arn}:get-order:live`, "Named", "live"],
    [`${arn}:get-order:$LATEST`, "Named", null],
    ["123456789012:function:get-order", "Named", null],
    [`${arn}:shop-Unnamed`, "Unnamed", null],
  ] as const) {
    it(`knows ${text}`, () => {
      expect(findFunction(template, text)).to.deep.equal({ functionId, qualifier });
    });
  }

  for (const text of [
    "Named",
    "other",
    "arn:aws:lambda:us-east-1:123456789012:function:get-order",
    "arn:aws:lambda:eu-west-1:999999999999:function:get-order",
    "arn:aws:sqs:eu-west-1:123456789012:get-order",
    "",
  ]) {
    it(`does not know ${text === "" ? "an empty text" : text}`, () => {
      expect(findFunction(template, text)).to.equal(null);
    });
  }
});

describe("readLambdaName", () => {
  it("reads an ARN of any partition", () => {
    expect(readLambdaName("arn:aws-cn:lambda:cn-north-1:1:function:a:b")).to.deep.equal({
      name: "a",
      qualifier: "b",
      home: "cn-north-1:1",
    });
  });
});
