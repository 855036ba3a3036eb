import { expect } from "chai";
import {
  evaluateInTemplate,
  outputOf,
  readTemplate,
} from "../../../../support/wiring/read-template.ts";

const sections = `
Parameters:
  Stage: { Type: String, Default: dev }
  Names: { Type: CommaDelimitedList, Default: "a, b,c" }
  Looked: { Type: "AWS::SSM::Parameter::Value<String>", Default: /shop/url }
  Secret: { Type: String, Default: "{{resolve:secretsmanager:shop:SecretString:key}}" }
Mappings:
  Settings:
    dev: { Level: debug }
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Not [!Condition IsDev]
  Undecided: !Equals [!Ref Looked, x]
  Never: !And [!Condition Undecided, !Condition IsProd]
  Always: !Or [!Condition Undecided, !Condition IsDev]
  Circle: !Not [!Condition Circle]
Resources:
  Table: { Type: "AWS::DynamoDB::Table", Properties: { TableName: !Sub "\${Stage}-orders" } }
  Gone: { Type: "AWS::SQS::Queue", Condition: IsProd }
  Mirror: { Type: "AWS::SQS::Queue", Properties: { QueueName: !GetAtt Other.QueueName } }
  Other: { Type: "AWS::SQS::Queue", Properties: { QueueName: !GetAtt Mirror.QueueName } }
`;

const vectors: readonly (readonly [string, string])[] = [
  ["!Ref Stage", "dev"],
  ["!Ref AWS::Region", "eu-west-1"],
  ["!Ref AWS::AccountId", "123456789012"],
  ["!Ref AWS::Partition", "aws"],
  ["!Ref AWS::URLSuffix", "amazonaws.com"],
  ["!Ref AWS::StackName", "shop"],
  [
    "!Sub '${Stage}/${Table}/${Table.Arn}'",
    "dev/dev-orders/arn:aws:dynamodb:eu-west-1:123456789012:table/dev-orders",
  ],
  ["!Sub '${!Literal}'", "${Literal}"],
  ["!Sub ['${Stage}-${x}', { x: !Ref AWS::Region }]", "dev-eu-west-1"],
  ["!Sub ['${Stage}', { Stage: shadowed }]", "shadowed"],
  ["!Join ['/', [a, !Ref Stage, 3]]", "a/dev/3"],
  ["!Join ['+', !Ref Names]", "a+b+c"],
  ["!Join ['-', [a, !Ref AWS::NoValue, b]]", "a-b"],
  ["!Select [1, !Ref Names]", "b"],
  ["!Select ['0', [!Ref Stage, !ImportValue other]]", "dev"],
  ["!Select [1, !Split ['-', a-b-c]]", "b"],
  ["!FindInMap [Settings, !Ref Stage, Level]", "debug"],
  ["!FindInMap [Settings, !Ref Stage, Missing, { DefaultValue: fallback }]", "fallback"],
  ["!If [IsDev, yes, no]", "yes"],
  ["!If [IsProd, !ImportValue other, no]", "no"],
  ["!If [Never, yes, no]", "no"],
  ["!If [Always, yes, no]", "yes"],
  ["!Base64 héllo", "aMOpbGxv"],
  ["!Base64 ab", "YWI="],
  ["!Base64 abc", "YWJj"],
  ["!ToJsonString { a: !Ref Stage, b: [1] }", '{"a":"dev","b":[1]}'],
  ["{ 'Fn::Length': { Ref: Names } }", "3"],
  ["{ 'Fn::Length': !Split ['.', a.b] }", "2"],
  ["{ Ref: { 'Fn::Sub': '${Stage}' } }", "unknown: no parameter or resource is named dev"],
  ["!GetAtt [!Sub 'Ta${b}', Arn]", "unknown: no parameter or resource is named b"],
  [
    "{ 'Fn::GetAtt': [{ 'Fn::Join': ['', [Tab, le]] }, Arn] }",
    "arn:aws:dynamodb:eu-west-1:123456789012:table/dev-orders",
  ],
  ["!Sub '${ Stage }'", "dev"],
  ["!Sub '${Stage}-${!Stage}-$Stage'", "dev-${Stage}-$Stage"],
  [
    "!FindInMap [Settings, !FindInMap [Settings, none, none, { DefaultValue: dev }], Level]",
    "debug",
  ],
  [
    "!Join ['', [!Select [0, !Split [',', !Join [',', !Ref Names]]], !If [IsDev, !Sub '-${AWS::Region}', '']]]",
    "a-eu-west-1",
  ],
];

describe("intrinsic functions", () => {
  for (const [expression, value] of vectors) {
    it(`work out ${expression}`, () => {
      expect(evaluateInTemplate(sections, expression)).to.equal(value);
    });
  }

  const unknowns: readonly (readonly [string, string])[] = [
    ["!ImportValue other", "exported value"],
    ["!GetAZs ''", "availability zones"],
    ["!Select [0, !GetAZs '']", "availability zones"],
    ["!Join [',', !GetAZs '']", "availability zones"],
    ["!ImportValue { 'Fn::Sub': '${Stage}-url' }", "exported value dev-url"],
    ["!Ref Looked", "/shop/url"],
    ["!Ref Secret", "{{resolve:secretsmanager:shop:SecretString:key}}"],
    ["'{{resolve:ssm:/a:1}}'", "{{resolve:ssm:/a:1}}"],
    ["!Sub 'x-${Nope.Thing}'", "no parameter or resource is named Nope"],
    ["!Ref Gone", "the condition IsProd removes Gone"],
    ["!GetAtt Table.Colour", "Colour"],
    ["!If [Undecided, a, b]", "/shop/url"],
    ["!If [Missing, a, b]", "no condition is named Missing"],
    ["!If [Circle, a, b]", "refers to itself"],
    ["!Ref Mirror", "refers to itself"],
    ["!FindInMap [Settings, prod, Level]", "the mapping Settings has no entry prod"],
    ["!FindInMap [Settings, dev, constructor]", "has no entry dev.constructor"],
    ["!Select [3, [a]]", "item 3 of a list of 1"],
    ["!Sub '${Names}'", "not text"],
    ["!Join ['-', [!ImportValue x]]", "exported value"],
    ["{ 'Fn::Reverse': a }", "Fn::Reverse is no function"],
  ];
  for (const [expression, reason] of unknowns) {
    it(`leave ${expression} unknown, with the reason`, () => {
      expect(evaluateInTemplate(sections, expression))
        .to.match(/^unknown: /)
        .and.contain(reason);
    });
  }

  it("take pseudo parameters from the region", () => {
    const china = { region: "cn-north-1" };
    expect(
      evaluateInTemplate(sections, "!Sub '${AWS::Partition} ${AWS::URLSuffix}'", china),
    ).to.equal("aws-cn amazonaws.com.cn");
    expect(
      evaluateInTemplate(sections, "!Ref AWS::Partition", { region: "us-gov-west-1" }),
    ).to.equal("aws-us-gov");
  });

  it("serve values of an included file", () => {
    const template = readTemplate(sections);
    expect(template.resolve({ uri: { "Fn::Sub": "${Table.Arn}/x" } })).to.deep.equal({
      known: true,
      value: { uri: "arn:aws:dynamodb:eu-west-1:123456789012:table/dev-orders/x" },
    });
    expect(template.resolve({ a: 1, b: { Ref: "AWS::NoValue" } })).to.deep.equal({
      known: true,
      value: { a: 1 },
    });
    expect(template.resolve([{ Ref: "Nope" }])).to.include({ known: false });
  });

  it("take the value of a parameter given for the stack", () => {
    const template = readTemplate(`${sections}Outputs:\n  Name: { Value: !Ref Table }\n`, {
      parameters: { Stage: "prod" },
    });
    expect(outputOf(template, "Name")).to.equal("prod-orders");
    expect(template.parameters).to.deep.include({ Stage: "prod", Names: ["a", "b", "c"] });
    expect(template.parameters).not.to.have.property("Looked");
  });
});
