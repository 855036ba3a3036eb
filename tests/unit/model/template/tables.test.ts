import { expect } from "chai";
import { readTemplate } from "../../../support/wiring/read-template.ts";

function read(properties: string, type = "AWS::DynamoDB::Table"): ReturnType<typeof readTemplate> {
  return readTemplate(`Resources:\n  Table:\n    Type: ${type}\n    Properties: ${properties}\n`);
}

const keys =
  "KeySchema: [{ AttributeName: SK, KeyType: RANGE }, { AttributeName: PK, KeyType: HASH }]";
const attributes =
  "AttributeDefinitions: [{ AttributeName: PK, AttributeType: S }, { AttributeName: SK, AttributeType: S }]";

describe("tables of a template", () => {
  it("become the input of CreateTable", () => {
    const template = read(
      `{ TableName: !Sub "\${AWS::StackName}-t", ${keys}, ${attributes}, BillingMode: PAY_PER_REQUEST, StreamSpecification: { StreamViewType: NEW_IMAGE }, Tags: [], PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }`,
    );
    expect(template.problems).to.deep.equal([]);
    expect(template.tables[0]).to.deep.include({
      tableName: "shop-t",
      arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/shop-t",
      keys: ["PK", "SK"],
    });
    expect(template.tables[0]?.createTableInput).to.deep.equal({
      TableName: "shop-t",
      KeySchema: [
        { AttributeName: "SK", KeyType: "RANGE" },
        { AttributeName: "PK", KeyType: "HASH" },
      ],
      AttributeDefinitions: [
        { AttributeName: "PK", AttributeType: "S" },
        { AttributeName: "SK", AttributeType: "S" },
      ],
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    });
  });

  it("keep of an index what CreateTable takes", () => {
    const index =
      "{ IndexName: by-sk, KeySchema: [{ AttributeName: SK, KeyType: HASH }], Projection: { ProjectionType: ALL }, ProvisionedThroughput: { ReadCapacityUnits: '2', WriteCapacityUnits: 1 }, ContributorInsightsSpecification: { Enabled: true } }";
    const template = read(
      `{ ${keys}, ${attributes}, ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: "6" }, GlobalSecondaryIndexes: [${index}] }`,
    );
    expect(template.tables[0]?.createTableInput).to.deep.include({
      TableName: "shop-Table",
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-sk",
          KeySchema: [{ AttributeName: "SK", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
          ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 1 },
        },
      ],
    });
  });

  it("read SimpleTable with its default key and a given one", () => {
    expect(read("{}", "AWS::Serverless::SimpleTable").tables[0]?.createTableInput).to.deep.equal({
      TableName: "shop-Table",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    });
    const given = read(
      "{ PrimaryKey: { Name: number, Type: Number } }",
      "AWS::Serverless::SimpleTable",
    );
    expect(given.tables[0]?.createTableInput["AttributeDefinitions"]).to.deep.equal([
      { AttributeName: "number", AttributeType: "N" },
    ]);
  });

  it("report keys that are not defined, of the table and of an index", () => {
    const template = read(
      `{ ${keys}, AttributeDefinitions: [{ AttributeName: PK, AttributeType: S }], LocalSecondaryIndexes: [{ IndexName: l, KeySchema: [{ AttributeName: PK, KeyType: HASH }, { AttributeName: at, KeyType: RANGE }] }] }`,
    );
    expect(template.problems.map(({ code }) => code)).to.deep.equal([
      "template/table-key-undefined",
      "template/table-key-undefined",
    ]);
    expect(template.problems.map(({ message }) => message).join())
      .to.contain("SK of the table")
      .and.contain("at of the index l");
    expect(template.problems[0]?.location).to.include({ file: "template.yaml", line: 4 });
  });

  it("report an attribute that is no key", () => {
    const template = read(`{ KeySchema: [{ AttributeName: PK, KeyType: HASH }], ${attributes} }`);
    expect(template.problems.map(({ code }) => code)).to.deep.equal([
      "template/table-attribute-unused",
    ]);
    expect(template.problems[0]?.message).to.contain("the attribute SK");
  });

  it("report a table without a key", () => {
    expect(read("{}").problems.map(({ code }) => code)).to.deep.equal(["template/value-invalid"]);
  });

  it("give a table whose name only AWS knows a name of its own, and say so", () => {
    const template = read(`{ TableName: !ImportValue t, ${keys}, ${attributes} }`);
    expect(template.tables[0]?.tableName).to.equal("shop-Table");
    expect(template.problems.map(({ code }) => code)).to.deep.equal(["template/value-unknown"]);
  });
});
