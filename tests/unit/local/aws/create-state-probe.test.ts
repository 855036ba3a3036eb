import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { startAws, type LocalAws } from "../../../../src/harness/local/aws/start-aws.ts";
import { errorOf } from "../../../support/aws/error-of.ts";
import { openClient } from "../../../support/aws/open-client.ts";
import { ordersTable } from "../../../support/aws/orders-table.ts";

const key = { PK: "ORDER#1", SK: "META" };

describe("createStateProbe", () => {
  let aws: LocalAws;

  before(async () => {
    aws = await startAws({
      tables: [ordersTable],
      region: "eu-west-1",
      accountId: "123456789012",
      dynamodb: { kind: "auto" },
    });
  });
  beforeEach(() => aws.reset());
  after(() => aws.close());

  it("reads back what it wrote, by logical id and by table name", async () => {
    const item = {
      ...key,
      total: 12.5,
      paid: true,
      note: null,
      lines: [{ sku: "a", count: 2 }],
      empty: "",
    };
    await aws.state.put("OrdersTable", item);
    expect(await aws.state.get("dev-orders", key)).to.deep.equal(item);
    expect(await aws.state.scan("OrdersTable", 5)).to.deep.equal([item]);
  });

  it("gives null for an item that is not there, and after delete", async () => {
    expect(await aws.state.get("OrdersTable", key)).to.equal(null);
    await aws.state.put("OrdersTable", key);
    await aws.state.delete("OrdersTable", key);
    expect(await aws.state.get("OrdersTable", key)).to.equal(null);
  });

  it("gives at most as many items as asked for", async () => {
    for (const PK of ["1", "2", "3"]) await aws.state.put("OrdersTable", { ...key, PK });
    expect(await aws.state.scan("OrdersTable", 2)).to.have.length(2);
  });

  it("reads sets as sorted lists and binary as base64 text", async () => {
    await openClient(aws).send(
      new PutCommand({
        TableName: "dev-orders",
        Item: {
          ...key,
          tags: new Set(["b", "a", "c"]),
          sizes: new Set([10, 9]),
          bytes: Buffer.from("hello"),
          nested: { chunks: new Set([Buffer.from("x")]) },
        },
      }),
    );
    expect(await aws.state.get("OrdersTable", key)).to.deep.equal({
      ...key,
      tags: ["a", "b", "c"],
      sizes: [9, 10],
      bytes: "aGVsbG8=",
      nested: { chunks: ["eA=="] },
    });
  });

  it("loses no digit of a number that JavaScript cannot hold", async () => {
    const client = openClient(aws);
    await client.send(
      new PutItemCommand({
        TableName: "dev-orders",
        Item: {
          PK: { S: key.PK },
          SK: { S: key.SK },
          large: { N: "12345678901234567890" },
          fine: { N: "0.1234567890123456789" },
          plain: { N: "42" },
        },
      }),
    );
    expect(await aws.state.get("OrdersTable", key)).to.deep.equal({
      ...key,
      large: "12345678901234567890",
      fine: "0.1234567890123456789",
      plain: 42,
    });
  });

  it("throws aws/unknown-table, and names the tables there are", async () => {
    const { state } = aws;
    for (const work of [
      () => state.get("Typo", key),
      () => state.put("Typo", key),
      () => state.delete("Typo", key),
      () => state.scan("Typo", 1),
    ]) {
      expect(await errorOf(work())).to.include({
        code: "aws/unknown-table",
        summary: 'The template has no table "Typo".',
        hint: "Its tables are OrdersTable (dev-orders).",
      });
    }
  });
});
