import { expect } from "chai";
import { problemsWith } from "../../../../support/wiring/read-template.ts";

const code = "template/unknown-section";
const queue = "Resources: { Queue: { Type: AWS::SQS::Queue } }\n";

describe("template/unknown-section", () => {
  it("reports a misspelt section, with the one that was meant", () => {
    const [problem, ...others] = problemsWith(code, `${queue}Output: { A: { Value: b } }\n`);
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ severity: "error", hint: "Did you mean Outputs?" });
    expect(problem?.location).to.include({ line: 2, column: 1 });
  });

  it("says where shared anchors can stand", () => {
    const [problem] = problemsWith(code, `x-common: { a: b }\n${queue}`);
    expect(problem?.hint).to.equal("Move x-common below Metadata, or remove it.");
  });

  it("accepts every section there is, and whatever a macro may take", () => {
    const all =
      "AWSTemplateFormatVersion: 2010-09-09\nDescription: a\nMetadata: {}\nParameters: {}\nRules: {}\nMappings: {}\nConditions: {}\nTransform: AWS::Serverless-2016-10-31\nHooks: {}\nGlobals: {}\nOutputs: {}\n";
    expect(problemsWith(code, all + queue)).to.deep.equal([]);
    expect(problemsWith(code, `Transform: Mine\nOwn: {}\n${queue}`)).to.deep.equal([]);
  });
});
