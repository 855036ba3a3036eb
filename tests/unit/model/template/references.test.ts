import { expect } from "chai";
import type { Problem } from "../../../../src/harness/core/problem.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

function references(value: string): readonly Problem[] {
  const text = `
Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  OrdersTable: { Type: AWS::DynamoDB::Table, Properties: { TableName: t, KeySchema: [{ AttributeName: a, KeyType: HASH }], AttributeDefinitions: [{ AttributeName: a, AttributeType: S }] } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Description: ${value}
`;
  return readTemplate(text).problems.filter(({ code }) => code === "template/unknown-reference");
}

describe("references", () => {
  for (const value of [
    "!Ref OrderTable",
    "!GetAtt OrderTable.Arn",
    "!GetAtt [OrderTable, Arn]",
    "!Sub '${OrderTable}'",
    "!Sub 'x ${OrderTable.Arn}'",
    "!If [C, !Ref OrderTable, x]",
  ]) {
    it(`report ${value}, with the name that was meant`, () => {
      const [problem, ...others] = references(value);
      expect(others).to.deep.equal([]);
      expect(problem).to.include({ severity: "error", hint: "Did you mean OrdersTable?" });
      expect(problem?.message).to.contain("names OrderTable");
      expect(problem?.location).to.include({ file: "template.yaml", line: 8 });
    });
  }

  for (const value of [
    "!Ref OrdersTable",
    "!Ref Stage",
    "!Ref AWS::Region",
    "!Sub '${!OrderTable} ${Stage} ${AWS::Region}'",
    "!Sub ['${x}', { x: !Ref Stage }]",
    "!GetAtt FnRole.Arn",
    "!Ref Fn.Version",
    "${OrderTable}",
  ]) {
    it(`accept ${value}`, () => {
      expect(references(value)).to.deep.equal([]);
    });
  }

  it("are looked at in outputs as well", () => {
    const template = readTemplate(
      "Resources: { Queue: { Type: AWS::SQS::Queue } }\nOutputs: { Url: { Value: !Ref Queu } }\n",
    );
    expect(template.problems.map(({ code }) => code)).to.deep.equal(["template/unknown-reference"]);
  });

  it("suggest nothing for a name unlike any other", () => {
    expect(references("!Ref Xylophone")[0]?.hint).to.contain(
      "Add Xylophone to Parameters or Resources",
    );
  });
});
