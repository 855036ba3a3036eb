import { expect } from "chai";
import type { Problem } from "../../../../src/harness/core/problem.ts";
import { validateEvent } from "../../../../src/harness/model/events/validate-event.ts";
import { sampleEvents } from "../../../support/model/sample-events.ts";

const check = (value: unknown): readonly Problem[] =>
  validateEvent({ file: "e.json", text: JSON.stringify(value, null, 2) });

const { sqs, sns, s3, dynamodb, kinesis, http, httpV1, functionUrl, scheduler } = sampleEvents;

const batch = (record: object, ...others: readonly object[]) => ({ Records: [record, ...others] });

describe("The shape of an event", () => {
  for (const [name, event] of Object.entries(sampleEvents))
    it(`is sound where ${name} sent it`, () => {
      expect(check(event)).to.deep.equal([]);
    });

  it("lacks what SQS always sends: one warning, at the record", () => {
    const { body: _body, md5OfBody: _md5, ...cut } = sqs.Records[0];
    const problems = check(batch(cut));
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include({ code: "events/incomplete-event", severity: "warning" });
    expect(problems[0]?.message).to.match(/^Records\[0\] lacks body, md5OfBody, which SQS always/);
    expect(problems[0]?.location).to.include({ pointer: "/Records/0", line: 3 });
  });

  it("tells once what many records lack", () => {
    const [record] = sqs.Records;
    const { awsRegion: _region, ...cut } = record;
    const problems = check(batch(record, cut, cut, { ...cut, attributes: {} }));
    expect(problems.map(({ message }) => message.split(", which")[0])).to.deep.equal([
      "Records[1], as 1 more lacks awsRegion",
      "Records[3] lacks awsRegion, attributes.ApproximateReceiveCount, attributes.SentTimestamp, attributes.SenderId, attributes.ApproximateFirstReceiveTimestamp",
    ]);
  });

  it("has text where messages carry text", () => {
    const [problem] = check(batch({ ...sqs.Records[0], body: { orderId: "1" } }));
    expect(problem).to.include({ code: "events/schema-violation", severity: "error" });
    expect(problem?.location?.pointer).to.equal("/Records/0/body");
    expect(problem?.hint).to.equal(
      String.raw`Write it as JSON text: "body": "{\"orderId\":\"1\"}".`,
    );
    const [record] = sns.Records;
    const [message] = check(batch({ ...record, Sns: { ...record.Sns, Message: { a: 1 } } }));
    expect(message?.location?.pointer).to.equal("/Records/0/Sns/Message");
  });

  it("names no command where none makes such an event", () => {
    const [problem] = check(batch({ ...sqs.Records[0], awsRegion: 7 }));
    expect(problem?.hint).to.equal("Mend it at the place named.");
  });

  it("has values with their types in images of DynamoDB", () => {
    const [record] = dynamodb.Records;
    const image = { ...record.dynamodb, NewImage: { orderId: "1" } };
    const [problem] = check(batch({ ...record, dynamodb: image }));
    expect(problem?.location?.pointer).to.equal("/Records/0/dynamodb/NewImage/orderId");
  });

  it("has Base64 in records of Kinesis", () => {
    const [record] = kinesis.Records;
    const [problem] = check(
      batch({ ...record, kinesis: { ...record.kinesis, data: '{"orderId":"1"}' } }),
    );
    expect(problem?.location?.pointer).to.equal("/Records/0/kinesis/data");
  });

  it("names bucket and key of S3", () => {
    const [record] = s3.Records;
    const [problem] = check(batch({ ...record, s3: { bucket: record.s3.bucket } }));
    expect(problem?.message).to.contain("Records[0] lacks s3.object");
  });

  it("is that of payload format 2.0 or 1.0 of an HTTP API", () => {
    const { requestContext: _context, ...cut } = http;
    expect(check(cut)[0]?.message).to.contain("The event lacks requestContext");
    expect(check({ ...http, body: {} })[0]?.code).to.equal("events/body-not-a-string");
    expect(check({ ...http, queryParameters: {} })[0]?.message).to.contain("/queryParameters");
    expect(check({ ...httpV1, headers: 7 })[0]?.location?.pointer).to.equal("/headers");
    expect(check({ ...functionUrl, isBase64Encoded: "no" })).to.have.length(1);
  });

  it("keeps `detail` an object, but for EventBridge Scheduler", () => {
    const [problem] = check({ ...scheduler, source: "orders" });
    expect(problem?.location?.pointer).to.equal("/detail");
  });
});
