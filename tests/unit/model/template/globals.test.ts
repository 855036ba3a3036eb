import { expect } from "chai";
import type { JsonObject } from "../../../../src/harness/core/json.ts";
import { mergeGlobals } from "../../../../src/harness/model/template/globals.ts";

const globals = {
  Function: {
    Timeout: 10,
    Layers: ["shared"],
    Environment: { Variables: { A: "global", B: "global" } },
    Role: { "Fn::GetAtt": ["Role", "Arn"] },
  },
  Api: { Cors: "'*'" },
};

function merged(properties: JsonObject, extra: JsonObject = {}): unknown {
  return mergeGlobals(globals, { Properties: properties, ...extra }, "AWS::Serverless::Function");
}

describe("mergeGlobals", () => {
  it("replaces single values, merges maps and puts global list items first", () => {
    expect(
      merged({ Timeout: 5, Layers: ["own"], Environment: { Variables: { B: "own", C: "own" } } }),
    ).to.deep.include({
      Timeout: 5,
      Layers: ["shared", "own"],
      Environment: { Variables: { A: "global", B: "own", C: "own" } },
    });
  });

  it("treats an intrinsic function as a single value", () => {
    expect(merged({ Role: { Ref: "Other" } })).to.deep.include({ Role: { Ref: "Other" } });
  });

  it("keeps globals of other types away", () => {
    expect(merged({})).not.to.have.property("Cors");
    expect(
      mergeGlobals(globals, { Properties: { Timeout: 1 } }, "AWS::Lambda::Function"),
    ).to.deep.equal({ Timeout: 1 });
  });

  it("lets a resource decline globals", () => {
    expect(merged({}, { IgnoreGlobals: "*" })).to.deep.equal({});
    expect(merged({}, { IgnoreGlobals: ["Layers", "Role"] })).to.have.all.keys(
      "Timeout",
      "Environment",
    );
  });
});
