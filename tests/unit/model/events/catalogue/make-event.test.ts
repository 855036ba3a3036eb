import { expect } from "chai";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { isJsonObject, parseJson, type JsonObject } from "../../../../../src/harness/core/json.ts";
import { readSetting } from "../../../../../src/harness/model/events/catalogue/set-member.ts";
import {
  catalogueWorld,
  generate,
  soundEvent,
} from "../../../../support/events/catalogue-world.ts";

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

/** The member a path such as `Records[0].body` leads to. */
function at(event: JsonObject, path: string): unknown {
  let value: unknown = event;
  for (const step of path.split(/[.[\]]+/).filter((each) => each !== "")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
  }
  return value;
}

const set = (...written: readonly string[]) => ({
  settings: written.map((each) => readSetting(each, false)),
});

describe("An event of SQS", () => {
  it("has the MD5 of its body, whatever stands in it", () => {
    const body = '{"name": "a \\"b\\"\nü😀"}';
    const event = soundEvent("sqs receive-message", { body });
    expect(at(event, "Records[0].body")).to.equal(body);
    expect(at(event, "Records[0].md5OfBody")).to.equal(md5(body));
  });

  it("has the MD5 of a body that was set by hand, unless that was set too", () => {
    const event = soundEvent("sqs receive-message", {}, set("Records[0].body=x=1"));
    expect(at(event, "Records[0].md5OfBody")).to.equal(md5("x=1"));
    const own = "0".repeat(32);
    const both = set("Records[0].body=x", `Records[0].md5OfBody=${own}`);
    const kept = soundEvent("sqs receive-message", {}, both);
    expect(at(kept, "Records[0].md5OfBody")).to.equal(own);
  });

  it("has the MD5 of attributes as the guide of SQS works it out", () => {
    // Length and text of name and type, the kind of value, length and text of the value.
    const bytes = Buffer.concat(
      ["name", "String"].map((text) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(text.length);
        return Buffer.concat([length, Buffer.from(text)]);
      }),
    );
    const value = Buffer.concat([Buffer.from([1, 0, 0, 0, 5]), Buffer.from("value")]);
    const event = soundEvent("sqs receive-message", { "message-attributes": '{"name":"value"}' });
    expect(at(event, "Records[0].md5OfMessageAttributes")).to.equal(
      createHash("md5")
        .update(Buffer.concat([bytes, value]))
        .digest("hex"),
    );
    expect(at(event, "Records[0].messageAttributes.name")).to.deep.equal({
      stringValue: "value",
      stringListValues: [],
      binaryListValues: [],
      dataType: "String",
    });
  });

  it("is of a FIFO queue where the name says so: group, deduplication, rising numbers", () => {
    const event = soundEvent("sqs receive-message", { "queue-name": "q.fifo" }, { count: 2 });
    expect(at(event, "Records[0].attributes.MessageGroupId")).to.equal("1");
    expect(at(event, "Records[0].attributes.MessageDeduplicationId")).to.match(/^[0-9a-f]{64}$/);
    const numbers = [0, 1].map((index) =>
      BigInt(String(at(event, `Records[${index}].attributes.SequenceNumber`))),
    );
    expect(numbers[1]).to.equal((numbers[0] ?? 0n) + 256n);
    expect(() => generate("sqs receive-message", { "message-group-id": "g" })).to.throw(
      "--message-group-id is for FIFO queues",
    );
  });
});

describe("Values that follow from others", () => {
  it("are the multi-value maps, host and times of a REST API's event", () => {
    const event = soundEvent("apigateway aws-proxy", {
      "rest-api-id": "abc",
      querystringparameters: '{"a": ["1", "2"], "q": "\\"x\\" é"}',
      headers: '{"X-A": ["1", "2"]}',
      resource: "/orders/{id}",
      path: "/orders/a b",
    });
    expect(event["queryStringParameters"]).to.deep.equal({ a: "2", q: '"x" é' });
    expect(event["multiValueQueryStringParameters"]).to.deep.equal({ a: ["1", "2"], q: ['"x" é'] });
    expect(at(event, "multiValueHeaders.X-A")).to.deep.equal(["1", "2"]);
    expect(at(event, "headers.X-A")).to.equal("2");
    expect(at(event, "headers.Host")).to.equal("abc.execute-api.us-east-1.amazonaws.com");
    expect(at(event, "requestContext.domainName")).to.equal(at(event, "headers.Host"));
    expect(at(event, "requestContext.domainPrefix")).to.equal("abc");
    expect(event["path"]).to.equal("/orders/a%20b");
    expect(event["pathParameters"]).to.deep.equal({ id: "a%20b" });
    expect(at(event, "requestContext.requestTime")).to.equal("01/Jan/2030:00:00:00 +0000");
    expect(at(event, "requestContext.requestTimeEpoch")).to.equal(Date.UTC(2030, 0, 1));
  });

  it("are path and parameters of the resource, where nobody gave a path", () => {
    const event = soundEvent("apigateway aws-proxy", { resource: "/orders/{id}/items/{item}" });
    expect(event["path"]).to.equal("/orders/id/items/item");
    expect(event["pathParameters"]).to.deep.equal({ id: "id", item: "item" });
    expect(() =>
      generate("apigateway aws-proxy", { resource: "/orders/{id}", path: "/users/1" }),
    ).to.throw("--path is /users/1, which no request to /orders/{id} has");
  });

  it("are raw path, route and stage of an HTTP API's event", () => {
    const event = soundEvent("apigateway http-api-proxy", {
      "route-key": "GET /pets/{petId}",
      path: "/pets/7",
      stage: "dev",
    });
    expect(event["rawPath"]).to.equal("/dev/pets/7");
    expect(at(event, "requestContext.http.method")).to.equal("GET");
    expect(at(event, "requestContext.routeKey")).to.equal("GET /pets/{petId}");
    expect(event["pathParameters"]).to.deep.equal({ petId: "7" });
  });

  it("are the ARNs that authorizers are asked about, with the API's id", () => {
    const token = soundEvent("apigateway authorizer", { "rest-api-id": "abc", method: "get" });
    expect(token["methodArn"]).to.equal(
      "arn:aws:execute-api:us-east-1:123456789012:abc/prod/GET/path/to/resource",
    );
    const request = soundEvent("apigateway request-authorizer", { "rest-api-id": "abc" });
    expect(request["methodArn"]).to.equal(
      "arn:aws:execute-api:us-east-1:123456789012:abc/test/GET/request",
    );
    expect(at(request, "requestContext.apiId")).to.equal("abc");
    expect(request).not.to.have.any.keys("body", "isBase64Encoded");
  });

  it("are size, eTag and encoded key of an object", () => {
    const event = soundEvent("s3 put", { key: "in/a b+ü.csv", content: "é" });
    expect(at(event, "Records[0].s3.object")).to.include({
      key: "in/a+b%2B%C3%BC.csv",
      size: 2,
      eTag: md5("é"),
    });
    const deleted = soundEvent("s3 delete");
    expect(at(deleted, "Records[0].s3.object")).to.have.all.keys("key", "sequencer");
  });

  it("are data in Base64 and rising sequence numbers of Kinesis", () => {
    const event = soundEvent(
      "kinesis get-records",
      { data: '"é"\n', sequence: "99" },
      { count: 2 },
    );
    expect(at(event, "Records[1].kinesis.data")).to.equal(Buffer.from('"é"\n').toString("base64"));
    expect(at(event, "Records[1].kinesis.sequenceNumber")).to.equal("100");
    expect(at(event, "Records[1].eventID")).to.equal("shardId-000000000006:100");
  });

  it("are lines of a log in gzip", () => {
    const event = soundEvent("cloudwatch logs", { message: '"é"\n' }, { count: 2 });
    const data = Buffer.from(String(at(event, "awslogs.data")), "base64");
    const told = parseJson(gunzipSync(data).toString());
    if (!isJsonObject(told)) throw new Error("no object");
    expect(at(told, "logEvents[1].message")).to.equal('"é"\n');
    const long = soundEvent("cloudwatch logs", { message: "x".repeat(200_000) });
    const bytes = gunzipSync(Buffer.from(String(at(long, "awslogs.data")), "base64"));
    expect(bytes.length).to.be.greaterThan(200_000);
  });
});

describe("An event of DynamoDB", () => {
  const table = {
    name: "orders",
    keys: [
      { name: "PK", type: "S" },
      { name: "n", type: "N" },
    ],
    viewType: "NEW_IMAGE",
  } as const;

  it("takes keys and view of its table", () => {
    const event = soundEvent("dynamodb update", { table: "orders" }, { known: { table } });
    expect(at(event, "Records[0].dynamodb.Keys")).to.deep.equal({
      PK: { S: "PK-1" },
      n: { N: "101" },
    });
    expect(at(event, "Records[0].dynamodb.StreamViewType")).to.equal("NEW_IMAGE");
    expect(at(event, "Records[1].dynamodb.OldImage")).to.equal(undefined);
  });

  it("tells what its view tells, of each change", () => {
    const images = (eventName: string, viewType: string): readonly boolean[] => {
      const given = { "event-name": eventName, "view-type": viewType };
      const event = soundEvent("dynamodb update", given);
      return ["NewImage", "OldImage"].map(
        (name) => at(event, `Records[0].dynamodb.${name}`) !== undefined,
      );
    };
    expect(images("INSERT", "NEW_AND_OLD_IMAGES")).to.deep.equal([true, false]);
    expect(images("MODIFY", "NEW_AND_OLD_IMAGES")).to.deep.equal([true, true]);
    expect(images("REMOVE", "NEW_AND_OLD_IMAGES")).to.deep.equal([false, true]);
    expect(images("MODIFY", "OLD_IMAGE")).to.deep.equal([false, true]);
    expect(images("MODIFY", "KEYS_ONLY")).to.deep.equal([false, false]);
  });

  it("takes plain items and items with types, and names who deletes by time to live", () => {
    const event = soundEvent("dynamodb update", {
      "event-name": "MODIFY",
      keys: '{"id": {"S": "1"}}',
      "new-image": '{"total": 5, "tags": ["a", null], "open": true}',
    });
    expect(at(event, "Records[0].dynamodb.NewImage")).to.deep.equal({
      id: { S: "1" },
      total: { N: "5" },
      tags: { L: [{ S: "a" }, { NULL: true }] },
      open: { BOOL: true },
    });
    const expired = soundEvent("dynamodb update", { "ttl-delete": "true" });
    expect(at(expired, "Records[0].eventName")).to.equal("REMOVE");
    expect(at(expired, "Records[0].userIdentity.principalId")).to.equal("dynamodb.amazonaws.com");
  });
});

describe("Several records", () => {
  it("stand in one event where the source batches", () => {
    const event = soundEvent("sqs receive-message", {}, { count: 3 });
    expect(event["Records"]).to.have.length(3);
  });

  it("are refused by name where one event holds one", () => {
    expect(() => generate("sns notification", {}, { count: 2 })).to.throw(
      "one event of sns notification holds one record",
    );
    expect(() => generate("sqs receive-message", {}, { count: 0 })).to.throw("1 to 10000");
  });
});

describe("A member set by hand", () => {
  it("that breaks the event is told with its path", () => {
    const { flaws } = generate("eventbridge custom", {}, set("time=yesterday", "extra=1"));
    expect(flaws.map(({ path }) => path).toSorted()).to.deep.equal(["extra", "time"]);
  });
});

describe("A wrapped event", () => {
  it("of SNS in a queue is SNS's own envelope", () => {
    const event = soundEvent(
      "sns notification",
      { message: '"é"' },
      { wrappings: ["sqs"], count: 2 },
    );
    expect(event["Records"]).to.have.length(2);
    const envelope = parseJson(String(at(event, "Records[0].body")));
    expect(envelope).to.include({ Type: "Notification", Message: '"é"' });
    expect(envelope).to.include.keys("SigningCertURL", "UnsubscribeURL");
    expect(envelope).not.to.have.any.keys("SigningCertUrl", "UnsubscribeUrl");
  });

  it("of S3 goes through a topic into a queue", () => {
    const event = soundEvent("s3 put", { key: 'a"b' }, { wrappings: ["sns", "sqs"] });
    const envelope = parseJson(String(at(event, "Records[0].body")));
    if (!isJsonObject(envelope)) throw new Error("no object");
    expect(envelope["Subject"]).to.equal("Amazon S3 Notification");
    const inner = parseJson(String(at(envelope, "Message")));
    if (!isJsonObject(inner)) throw new Error("no object");
    expect(at(inner, "Records[0].s3.object.key")).to.equal("a%22b");
  });

  it("of S3 reaches EventBridge in its own form, and a queue from there", () => {
    const event = soundEvent("s3 delete", { key: "a b" }, { wrappings: ["eventbridge", "sqs"] });
    const inner = parseJson(String(at(event, "Records[0].body")));
    if (!isJsonObject(inner)) throw new Error("no object");
    expect(inner["detail-type"]).to.equal("Object Deleted");
    expect(at(inner, "detail.object.key")).to.equal("a b");
  });

  it("is refused where no service sends it so", () => {
    for (const [name, wrapping] of [
      ["kinesis get-records", "sqs"],
      ["sns notification", "sns"],
      ["sqs receive-message", "eventbridge"],
    ] as const) {
      expect(() => generate(name, {}, { wrappings: [wrapping] }), name)
        .to.throw()
        .with.property("code", "events/wrap-refused");
    }
  });
});

describe("The seed", () => {
  it("alone makes other ids", () => {
    const one = soundEvent("sqs receive-message", {}, {}, catalogueWorld(1));
    expect(one).to.deep.equal(soundEvent("sqs receive-message", {}, {}, catalogueWorld(1)));
    expect(one).not.to.deep.equal(soundEvent("sqs receive-message", {}, {}, catalogueWorld(2)));
  });
});
