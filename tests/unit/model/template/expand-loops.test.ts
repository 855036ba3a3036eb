import { expect } from "chai";
import { outputOf, problemsWith, readTemplate } from "../../../support/wiring/read-template.ts";

const extensions = "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]";

describe("Fn::ForEach", () => {
  it("makes a resource of each value, at the place of the loop's body", () => {
    const template = readTemplate(`${extensions}
Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  Fn::ForEach::Tables:
    - Name
    - [Orders, Items]
    - "\${Name}Table":
        Type: AWS::DynamoDB::Table
        Properties:
          TableName: !Sub "\${Stage}-\${Name}"
          KeySchema: [{ AttributeName: id, KeyType: HASH }]
Outputs:
  Fn::ForEach::Names:
    - Name
    - [Orders, Items]
    - "\${Name}Name": { Value: !Ref "\${Name}Table" }
`);
    expect(template.tables.map(({ logicalId, tableName }) => [logicalId, tableName])).to.deep.equal(
      [
        ["OrdersTable", "dev-Orders"],
        ["ItemsTable", "dev-Items"],
      ],
    );
    expect(outputOf(template, "ItemsName")).to.equal("dev-Items");
    expect(template.source.locate("/Resources/ItemsTable/Properties/TableName")).to.include({
      line: 10,
      pointer: "/Resources/Fn::ForEach::Tables/2/${Name}Table/Properties/TableName",
    });
    // Both tables lack the definition of their key.
    expect(template.problems.map(({ code, location }) => [code, location?.line])).to.deep.equal([
      ["template/table-key-undefined", 11],
      ["template/table-key-undefined", 11],
    ]);
  });

  it("goes over a parameter's list, a list of parameters and a mapping", () => {
    const template = readTemplate(
      `${extensions}
Parameters:
  Names: { Type: CommaDelimitedList, Default: "A,B" }
  One: { Type: String, Default: C }
Mappings: { Lists: { all: { names: [D] } } }
Resources:
  Fn::ForEach::First: [Name, !Ref Names, { "Queue\${Name}": { Type: AWS::SQS::Queue } }]
  Fn::ForEach::Second: [Name, [!Ref One], { "Queue\${Name}": { Type: AWS::SQS::Queue } }]
  Fn::ForEach::Third: [Name, !FindInMap [Lists, all, names], { "Queue\${Name}": { Type: AWS::SQS::Queue } }]
`,
      { parameters: { Names: "X,Y" } },
    );
    expect([...template.resources.keys()]).to.deep.equal(["QueueX", "QueueY", "QueueC", "QueueD"]);
    expect(template.problems).to.deep.equal([]);
  });

  it("nests, and stands in properties and conditions as well", () => {
    const template = readTemplate(`${extensions}
Conditions:
  Fn::ForEach::Stages:
    - Stage
    - [dev, prod]
    - "Is\${Stage}": !Equals [!Ref Stage, dev]
Resources:
  Fn::ForEach::Stages:
    - Stage
    - [dev, prod]
    - Fn::ForEach::Sizes:
        - Size
        - [S, L]
        - "Queue\${Stage}\${Size}":
            Type: AWS::SQS::Queue
            Condition: "Is\${Stage}"
            Properties:
              QueueName: { Ref: Size }
              Fn::ForEach::Settings:
                - Setting
                - [VisibilityTimeout, DelaySeconds]
                - "\${Setting}": 30
`);
    expect([...template.resources.keys()]).to.deep.equal(["QueuedevS", "QueuedevL"]);
    expect(template.resources.get("QueuedevL")?.properties).to.deep.equal({
      QueueName: "L",
      VisibilityTimeout: 30,
      DelaySeconds: 30,
    });
    expect(template.problems).to.deep.equal([]);
  });

  it("keeps letters and digits alone where a key says &{Identifier}", () => {
    const template = readTemplate(`${extensions}
Resources:
  Fn::ForEach::Hosts: [Host, [a.example.com], { "Queue&{Host}": { Type: AWS::SQS::Queue, Properties: { QueueName: "\${Host}" } } }]
`);
    expect(template.resources.get("Queueaexamplecom")?.properties).to.deep.equal({
      QueueName: "a.example.com",
    });
  });

  it("finds functions, their events and references inside a loop", () => {
    const template = readTemplate(`${extensions}
Resources:
  Fn::ForEach::Functions:
    - Name
    - [Get, List]
    - "\${Name}Function":
        Type: AWS::Serverless::Function
        Properties:
          Handler: "\${Name}.handler"
          Environment: { Variables: { SELF: "\${Name}", OTHER: !Ref Missing } }
          Events: { Api: { Type: Api, Properties: { Path: "/\${Name}", Method: get } } }
`);
    expect(template.functions.map(({ handler }) => handler)).to.deep.equal([
      { known: true, value: "Get.handler" },
      { known: true, value: "List.handler" },
    ]);
    expect(template.functions[1]?.events[0]?.properties["Path"]).to.equal("/List");
    // The same slip in each of the two is told once.
    const missing = template.problems.filter(({ code }) => code === "template/unknown-reference");
    expect(missing.map(({ location }) => location?.line)).to.deep.equal([10]);
  });

  it("makes keys inside of its values, at the place they are written, each once", () => {
    const text = (key: string): string => `${extensions}
Resources:
  Fn::ForEach::Functions:
    - Name
    - [Get, List]
    - "\${Name}Function":
        Type: AWS::Serverless::Function
        Properties:
          Handler: a.b
          Environment:
            Variables:
              ${key}: own
              "\${Name}Url": made
`;
    const template = readTemplate(text("Other"));
    const place = "/Resources/ListFunction/Properties/Environment/Variables/ListUrl";
    expect(template.source.locate(place)).to.include({ line: 13 });
    expect(template.problems).to.deep.equal([]);
    const [problem] = problemsWith("template/loop-invalid", text("GetUrl"));
    expect(problem?.message).to.contain("makes GetUrl more than once");
    expect(problem?.location).to.include({ line: 13 });
  });

  const invalid: readonly (readonly [string, string])[] = [
    ["[Name, [A]]", "is no loop"],
    ["{ Name: A }", "is no loop"],
    ["[Name, text, {}]", "is not a list of texts"],
    ["[Name, [A, B], { Queue: { Type: AWS::SQS::Queue } }]", "makes Queue more than once"],
  ];
  for (const [loop, message] of invalid) {
    it(`is refused as ${loop}`, () => {
      const text = `${extensions}\nResources:\n  Fn::ForEach::L: ${loop}\n  Own: { Type: AWS::SQS::Queue }\n`;
      const [problem, ...others] = problemsWith("template/loop-invalid", text);
      expect(others).to.deep.equal([]);
      expect(problem?.message).to.contain(message);
      expect(problem?.location?.line).to.equal(3);
    });
  }

  it("is refused when it makes a logical id that is there already", () => {
    const text = `${extensions}\nResources:\n  QueueA: { Type: AWS::SQS::Queue }\n  Fn::ForEach::L: [Name, [A], { "Queue\${Name}": { Type: AWS::SNS::Topic } }]\n`;
    const [problem] = problemsWith("template/loop-invalid", text);
    expect(problem?.message).to.contain("makes QueueA more than once");
    expect(readTemplate(text).resources.get("QueueA")?.type).to.equal("AWS::SQS::Queue");
  });

  it("is refused when loops multiply without end", () => {
    const values = Array.from({ length: 200 }, (_, index) => `V${index}`).join(", ");
    const body = `"Q\${A}\${B}\${C}": { Type: AWS::SQS::Queue, Properties: { Tags: [${values}] } }`;
    const nested = ["C", "B", "A"].reduce(
      (inner, name) => `Fn::ForEach::${name}: [${name}, [${values}], { ${inner} }]`,
      body,
    );
    const [problem, ...others] = problemsWith(
      "template/loop-invalid",
      `${extensions}\nResources: { ${nested} }\n`,
    );
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.contain("makes more than CloudFormation takes");
  });

  it("is said to be left as it is when its values are not known", () => {
    const text = `${extensions}
Parameters: { Names: { Type: "AWS::SSM::Parameter::Value<CommaDelimitedList>", Default: /names } }
Resources:
  Own: { Type: AWS::SQS::Queue }
  Fn::ForEach::L: [Name, !Ref Names, { "Queue\${Name}": { Type: AWS::SQS::Queue } }]
`;
    const template = readTemplate(text);
    expect(template.problems.map(({ code }) => code)).to.deep.equal(["template/loop-not-unrolled"]);
    expect(template.problems[0]?.message).to.contain("/names");
    expect([...template.resources.keys()]).to.deep.equal(["Own"]);
  });

  it("misses no resources where all of them come from a loop that is left as it is", () => {
    const template = readTemplate(`${extensions}
Parameters: { Names: { Type: "AWS::SSM::Parameter::Value<CommaDelimitedList>", Default: /names } }
Resources:
  Fn::ForEach::L: [Name, !Ref Names, { "Queue\${Name}": { Type: AWS::SQS::Queue } }]
`);
    expect(template.problems.map(({ code }) => code)).to.deep.equal(["template/loop-not-unrolled"]);
  });

  it("leaves a text that only looks like a placeholder alone", () => {
    const template = readTemplate(`${extensions}
Resources:
  Fn::ForEach::L: [Name, [A], { "Queue\${Name}": { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "\${!Name}-\${AWS::Region}" } } }]
`);
    expect(template.resources.get("QueueA")?.properties["QueueName"]).to.equal("${Name}-eu-west-1");
  });
});
