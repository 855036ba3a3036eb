import { expect } from "chai";
import type { Problem } from "../../../../../src/harness/core/problem.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

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

function pointerOf(section: string, value: string): string {
  const call = value.startsWith("!Ref") ? "Ref" : value.replace(/^!(\w+).*/, "Fn::$1");
  return `/Globals/${section}/Tags/A/${call}`;
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

  for (const [value, name, hint] of [
    ["!Ref AWS::Regoin", "AWS::Regoin", "Did you mean AWS::Region?"],
    ["!Sub '${AWS::Acount}'", "AWS::Acount", "Did you mean AWS::AccountId?"],
    ["!Ref AWS::Whatever", "AWS::Whatever", "The pseudo parameters are AWS::AccountId,"],
    ["!GetAtt Stage.Arn", "Stage", "Write Ref: Stage."],
    ["!Sub '${Stage.Arn}'", "Stage", "Write Ref: Stage."],
  ] as const) {
    it(`report ${value}`, () => {
      const [problem, ...others] = references(value);
      expect(others).to.deep.equal([]);
      expect(problem?.message).to.contain(name);
      expect(problem?.hint).to.contain(hint);
    });
  }

  it("say once what is wrong: nothing is told of what hangs on the name", () => {
    const { problems } = readTemplate(`Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: !Ref Stge, Variables: { a: !Sub "x-\${Stge}" } } }
`);
    expect(new Set(problems.map(({ code }) => code))).to.deep.equal(
      new Set(["template/unknown-reference"]),
    );
    const macro = readTemplate(
      "Transform: Mine\nResources: { Api: { Type: AWS::Serverless::Api, Properties: { StageName: !Ref Stge } } }\n",
    );
    expect(macro.problems.map(({ code }) => code)).to.include("template/value-unknown");
  });

  it("are looked at in outputs as well", () => {
    const template = readTemplate(
      "Resources: { Queue: { Type: AWS::SQS::Queue } }\nOutputs: { Url: { Value: !Ref Queu } }\n",
    );
    expect(template.problems.map(({ code }) => code)).to.deep.equal(["template/unknown-reference"]);
  });

  for (const [section, type] of [
    ["Function", "AWS::Serverless::Function"],
    ["Api", "AWS::Serverless::Api"],
    ["HttpApi", "AWS::Serverless::HttpApi"],
  ] as const) {
    for (const value of ["!Ref Queu", "!Sub '${Queu}'", "!GetAtt Queu.Arn"]) {
      it(`report ${value} in the Globals of ${section}, at its place`, () => {
        const [problem, ...others] = readTemplate(
          `Globals:\n  ${section}:\n    Tags: { A: ${value} }\nResources:\n  Queue: { Type: AWS::SQS::Queue }\n  Own: { Type: ${type}, Properties: { StageName: dev } }\n`,
        ).problems.filter(({ code }) => code === "template/unknown-reference");
        expect(others).to.deep.equal([]);
        expect(problem?.location).to.include({ line: 3, pointer: pointerOf(section, value) });
        expect(problem?.hint).to.equal("Did you mean Queue?");
      });
    }
  }

  it("are let be in Globals that reach no resource", () => {
    const { problems } = readTemplate(
      "Globals: { HttpApi: { Tags: { A: !Ref Queu } } }\nResources: { Queue: { Type: AWS::SQS::Queue } }\n",
    );
    expect(problems).to.deep.equal([]);
  });

  it("suggest nothing for a name unlike any other", () => {
    expect(references("!Ref Xylophone")[0]?.hint).to.contain(
      "Add Xylophone to Parameters or Resources",
    );
  });
});
