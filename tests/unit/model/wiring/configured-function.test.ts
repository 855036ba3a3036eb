import { expect } from "chai";
import { findConfigured } from "../../../../src/harness/model/wiring/configured-function.ts";

const arn = "arn:aws:lambda:eu-west-1:123456789012:function:auth";

describe("findConfigured", () => {
  for (const [reference, key] of [
    [arn, "auth"],
    [arn, arn],
    [`${arn}:live`, "auth"],
    [`${arn}:live`, "auth:live"],
    [`${arn}:live`, arn],
    [`${arn}:live`, `${arn}:live`],
    ["auth", arn],
    ["${ImportValue auth-arn}", "ImportValue auth-arn"],
    ["${Nested.Outputs.Arn}", "Nested.Outputs.Arn"],
    [
      "arn:aws:lambda:eu-west-1:123456789012:function:${OAuth.Outputs.Name}:live",
      "OAuth.Outputs.Name",
    ],
    ["arn:aws:lambda:eu-west-1:123456789012:function:${ImportValue fn}", "fn"],
  ] as const) {
    it(`answers for ${reference} by ${key}`, () => {
      expect(findConfigured(reference, ["other", key])).to.equal(key);
    });
  }

  it("does not answer for another name, alias or account", () => {
    const others = ["authorise", "auth:dev", arn.replace("123456789012", "999999999999")];
    expect(findConfigured(`${arn}:live`, others)).to.equal(null);
  });
});
