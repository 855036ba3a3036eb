import { devNull } from "node:os";
import {
  DescribeTableCommand,
  DynamoDBClient,
  ListBackupsCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  ExecuteStatementCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
} from "@aws-sdk/lib-dynamodb";
import { expect } from "chai";
import { createServer } from "node:http";
import type { DynamoChoice } from "../../../../src/harness/local/aws/dynamo-engine.ts";
import { startAws, type LocalAws } from "../../../../src/harness/local/aws/start-aws.ts";
import { findDynoxide } from "../../../../src/harness/local/aws/start-dynoxide.ts";
import { createFunctionPool } from "../../../../src/harness/local/lambda/function-pool.ts";
import { errorOf } from "../../../support/aws/error-of.ts";
import { openClient, withVariables } from "../../../support/aws/open-client.ts";
import { ordersTable, tableOf } from "../../../support/aws/orders-table.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";

const TableName = ordersTable.tableName;
const order = { PK: "ORDER#1", SK: "META", customerId: "c-1", total: 12.5 };

function start(kind: "auto" | "dynoxide" | "dynalite"): Promise<LocalAws> {
  return startAws({
    tables: [ordersTable],
    region: "eu-west-1",
    accountId: "123456789012",
    dynamodb: { kind },
  });
}

for (const kind of ["dynoxide", "dynalite"] as const) {
  describe(`startAws with ${kind}`, () => {
    let aws: LocalAws;
    let client: DynamoDBDocumentClient;

    const open = async (): Promise<void> => {
      aws = await start(kind);
      client = openClient(aws);
    };
    if (kind === "dynoxide") {
      before(async function () {
        if (findDynoxide() === null) return this.skip();
        await open();
      });
    } else before(open);
    after(() => aws?.close());

    it("keeps an item and refuses a conditional put of the same", async () => {
      const put = new PutCommand({
        TableName,
        Item: order,
        ConditionExpression: "attribute_not_exists(PK)",
      });
      await client.send(put);
      const error = await errorOf(client.send(put));
      expect(error.name).to.equal("ConditionalCheckFailedException");
      const key = { PK: "ORDER#1", SK: "META" };
      const { Item } = await client.send(new GetCommand({ TableName, Key: key }));
      expect(Item).to.deep.equal(order);
    });

    it("answers a query on a global secondary index", async () => {
      await client.send(new PutCommand({ TableName, Item: { ...order, customerId: "c-2" } }));
      const { Items } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: "customer-orders",
          KeyConditionExpression: "customerId = :id",
          ExpressionAttributeValues: { ":id": "c-2" },
        }),
      );
      expect(Items).to.deep.equal([{ ...order, customerId: "c-2" }]);
    });

    it("says ResourceNotFoundException for a table the template does not have", async () => {
      const error = await errorOf(
        client.send(new GetCommand({ TableName: "other", Key: { PK: "1" } })),
      );
      expect(error.name).to.equal("ResourceNotFoundException");
    });

    it("empties every table with reset", async () => {
      await aws.state.put("OrdersTable", order);
      expect(await aws.state.scan("OrdersTable", 10)).to.have.length(1);
      await aws.reset();
      expect(await aws.state.scan("OrdersTable", 10)).to.deep.equal([]);
      await aws.state.put("OrdersTable", order);
    });

    it("has its tables ready when reset resolves, however often", async () => {
      for (let at = 0; at < 25; at += 1) {
        await aws.reset();
        expect(await aws.state.scan("OrdersTable", 10)).to.deep.equal([]);
        await aws.state.put("OrdersTable", order);
      }
    });

    it("writes and reads items in batches", async () => {
      const items = ["1", "2"].map((SK) => ({ PK: "BATCH", SK, total: 1 }));
      const puts = items.map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }));
      const Keys = items.map(({ PK, SK }) => ({ PK, SK }));
      const { Responses } = await client.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }),
      );
      expect(Responses?.[TableName]).to.have.deep.members(items);
    });

    it(`${kind === "dynoxide" ? "has" : "refuses"} transactions, PartiQL and time to live`, async () => {
      const item = { PK: "ONCE", SK: "META" };
      const calls: readonly (() => Promise<object>)[] = [
        () =>
          client.send(
            new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: item } }] }),
          ),
        () =>
          client.send(
            new ExecuteStatementCommand({
              Statement: `SELECT * FROM "${TableName}" WHERE PK = 'ONCE'`,
            }),
          ),
        () =>
          client.send(
            new UpdateTimeToLiveCommand({
              TableName,
              TimeToLiveSpecification: { Enabled: true, AttributeName: "gone" },
            }),
          ),
      ];
      if (kind === "dynalite") {
        for (const call of calls) expect((await errorOf(call())).name).to.equal("NotImplemented");
        return;
      }
      const [, found, timed] = [await calls[0]?.(), await calls[1]?.(), await calls[2]?.()];
      expect(found).to.deep.include({ Items: [item] });
      expect(timed).to.have.nested.property("TimeToLiveSpecification.AttributeName", "gone");
    });

    it("gives tables an ARN in the engine's own region and account", async () => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      const region = kind === "dynoxide" ? "dynoxide" : "us-east-1";
      expect(Table?.TableArn).to.equal(`arn:aws:dynamodb:${region}:000000000000:table/dev-orders`);
    });

    it("names the engine", () => {
      expect(aws.engine.name).to.match(new RegExp(`^${kind} \\d+\\.\\d+\\.\\d+$`));
    });
  });
}

describe("startAws", () => {
  let aws: LocalAws;

  before(async () => {
    aws = await start("auto");
  });
  after(() => aws.close());

  it("listens on loopback and points unmodified clients there, with region and account", async () => {
    expect(aws.endpoint).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(aws.environment).to.deep.equal({
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_SESSION_TOKEN: "local",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    });
    await withVariables(aws.environment, async () => {
      const { Table } = await new DynamoDBClient({}).send(new DescribeTableCommand({ TableName }));
      expect(Table?.TableStatus).to.equal("ACTIVE");
    });
  });

  it("attributes calls to the trace their client sent, with operation, table and outcome", async () => {
    const client = openClient(aws, "Root=1-aaaaaaaa-bbbb;Parent=0000000000000000;Sampled=0");
    await client.send(new PutCommand({ TableName, Item: order }));
    await errorOf(client.send(new GetCommand({ TableName: "other", Key: { PK: "1" } })));
    await openClient(aws).send(new PutCommand({ TableName, Item: order }));
    expect(aws.callsOf("1-aaaaaaaa-bbbb")).to.deep.equal([
      { service: "dynamodb", action: "PutItem", resource: TableName, status: 200, errorName: null },
      {
        service: "dynamodb",
        action: "GetItem",
        resource: "other",
        status: 400,
        errorName: "ResourceNotFoundException",
      },
    ]);
    expect(aws.callsOf("1-cccccccc-dddd")).to.deep.equal([]);
  });

  it("attributes calls of a function in the pool to its invocation", async () => {
    const table = tableOf("dev-plain");
    const world = await startAws({
      tables: [table],
      region: "eu-west-1",
      accountId: "123456789012",
      dynamodb: { kind: "auto" },
    });
    const orders = defineFunction("Orders", "typescript/orders.ts", "handler", {
      environment: { TABLE_NAME: table.tableName },
    });
    const pool = createFunctionPool({ functions: [orders], environment: world.environment });
    try {
      const [first, second] = [
        invocationOf({ PK: "1", total: 2 }),
        invocationOf({ PK: "2", total: 3 }),
      ];
      const results = [await pool.invoke("Orders", first), await pool.invoke("Orders", second)];
      expect(results.map(({ payload }) => payload)).to.deep.equal([first.payload, second.payload]);
      for (const { traceHeader } of [first, second]) {
        const root = /Root=([^;]+)/.exec(traceHeader)?.[1] ?? "";
        expect(world.callsOf(root).map(({ action }) => action)).to.deep.equal([
          "PutItem",
          "GetItem",
        ]);
      }
    } finally {
      await pool.close();
      await world.close();
    }
  });

  it("keeps two worlds apart", async () => {
    const other = await start("auto");
    try {
      await aws.state.put("OrdersTable", order);
      await other.state.put("OrdersTable", { ...order, total: 1 });
      const key = { PK: order.PK, SK: order.SK };
      expect(await aws.state.get("OrdersTable", key)).to.include({ total: 12.5 });
      expect(await other.state.get("OrdersTable", key)).to.include({ total: 1 });
    } finally {
      await other.close();
    }
  });

  it("refuses by name an operation the engine lacks, and the client does not try again", async () => {
    const lacking = await start("dynalite");
    try {
      const client = openClient(lacking, "Root=1-11111111-2222");
      const error = await errorOf(
        client.send(
          new TransactWriteCommand({ TransactItems: [{ Put: { TableName, Item: order } }] }),
        ),
      );
      expect(error.name).to.equal("NotImplemented");
      expect(error.message).to.match(
        /^dynalite \d+\.\d+\.\d+, the DynamoDB that runs here, does not implement dynamodb:TransactWriteItems\. Name a DynamoDB that does/,
      );
      expect(lacking.callsOf("1-11111111-2222")).to.have.length(1);
      expect(await lacking.state.scan("OrdersTable", 1)).to.deep.equal([]);
    } finally {
      await lacking.close();
    }
  });

  it("refuses by name what the engine itself does not know", async () => {
    const error = await errorOf(openClient(aws).send(new ListBackupsCommand({})));
    expect(error.name).to.equal("NotImplemented");
    expect(error.message).to.contain("does not implement dynamodb:ListBackups.");
  });

  for (const [service, headers, body, expected] of [
    ["events", { "x-amz-target": "AWSEvents.PutEvents" }, "{}", "events:PutEvents"],
    ["sns", {}, "Action=Publish&TopicArn=a%3Cb", "<Code>NotImplemented</Code>"],
    ["s3", {}, "", "<Error><Code>NotImplemented</Code>"],
    ["lambda", {}, "{}", '"__type":"NotImplemented"'],
  ] as const) {
    it(`answers 501 for ${service}, in the protocol its client reads`, async () => {
      const response = await fetch(`${aws.endpoint}/some/path`, {
        method: "POST",
        headers: {
          ...headers,
          authorization: `AWS4-HMAC-SHA256 Credential=a/20261124/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body,
      });
      expect(response.status).to.equal(501);
      const text = await response.text();
      expect(text).to.contain(expected).and.to.contain(`does not implement ${service}:`);
    });
  }

  it("refuses control routes to requests a page in a browser could send", async () => {
    await aws.state.put("OrdersTable", order);
    const response = await fetch(`${aws.endpoint}/_lockstep/reset`, { method: "POST" });
    expect(response.status).to.equal(403);
    expect(await aws.state.scan("dev-orders", 10)).to.have.length(1);
  });

  it("refuses a request larger than any AWS takes", async () => {
    const response = await fetch(aws.endpoint, {
      method: "POST",
      body: new Uint8Array(33 * 1024 * 1024),
    });
    expect(response.status).to.equal(413);
  });

  it("uses a DynamoDB that runs elsewhere, and its tables as they are", async () => {
    await aws.state.put("OrdersTable", order);
    const dynamodb: DynamoChoice = { kind: "endpoint", url: `${aws.endpoint}/` };
    const outside = await startAws({
      tables: [ordersTable],
      region: "eu-west-1",
      accountId: "123456789012",
      dynamodb,
    });
    try {
      expect(outside.engine.name).to.equal(`${aws.endpoint}/`);
      expect(await outside.state.get("dev-orders", { PK: order.PK, SK: order.SK })).to.deep.equal(
        order,
      );
      const refused: unknown = await outside.reset().catch((error: unknown) => error);
      expect(refused).to.include({ code: "aws/tables-not-ours" });
      expect(await aws.state.scan("dev-orders", 10)).to.have.length(1);
    } finally {
      await outside.close();
    }
  });

  for (const [what, url] of [
    ["nobody listens", "http://127.0.0.1:1"],
    ["the URL is none", "localhost:8000"],
  ] as const) {
    it(`throws aws/engine-unavailable where ${what}`, async () => {
      const error = await errorOf(
        startAws({
          tables: [ordersTable],
          region: "eu-west-1",
          accountId: "123456789012",
          dynamodb: { kind: "endpoint", url },
        }),
      );
      expect(error).to.include({ code: "aws/engine-unavailable" });
      expect(error.message).to.contain(url);
    });
  }

  it("throws aws/engine-unavailable where something else answers", async () => {
    const server = createServer((_request, response) => response.end("<html>"));
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve());
    });
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const error = await errorOf(
      startAws({
        tables: [ordersTable],
        region: "eu-west-1",
        accountId: "123456789012",
        dynamodb: { kind: "endpoint", url: `http://127.0.0.1:${port}` },
      }),
    );
    server.close();
    expect(error).to.include({ code: "aws/engine-unavailable" });
  });

  it("throws aws/table-not-created, with the engine's reason, for a definition that is not complete", async () => {
    const broken = { ...ordersTable, createTableInput: { TableName: "dev-orders" } };
    const error = await errorOf(
      startAws({
        tables: [broken],
        region: "eu-west-1",
        accountId: "123456789012",
        dynamodb: { kind: "auto" },
      }),
    );
    expect(error).to.include({ code: "aws/table-not-created" });
    expect(error.message).to.match(
      /dev-orders \(OrdersTable\) could not be created: ValidationException: /,
    );
  });
});

describe("tables that are declared otherwise", () => {
  it("are told against the tables that are there, each once", async () => {
    const aws = await start("dynalite");
    try {
      const nothing = { created: [], outdated: [], left: [] };
      const name = ordersTable.tableName;
      const changed = tableOf(name);
      expect(await aws.redefineTables([changed])).to.deep.equal({ ...nothing, outdated: [name] });
      expect(await aws.redefineTables([changed])).to.deep.equal(nothing);
      expect(await aws.redefineTables([ordersTable])).to.deep.equal(nothing);
      expect(await aws.redefineTables([])).to.deep.equal({ ...nothing, left: [name] });
      expect(await aws.redefineTables([ordersTable])).to.deep.equal(nothing);
    } finally {
      await aws.close();
    }
  });
});
