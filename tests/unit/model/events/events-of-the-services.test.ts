import { expect } from "chai";
import { validateEvent } from "../../../../src/harness/model/events/validate-event.ts";
import { sampleEvents } from "../../../support/model/sample-events.ts";

// Forms of events beside the usual ones, as the guides of the services show them: none is found fault with.

const { sqs, sns, s3, dynamodb, kinesis, http, functionUrl, scheduler } = sampleEvents;

function changed(event: { readonly Records: readonly object[] }, changes: object) {
  return { Records: [{ ...event.Records[0], ...changes }] };
}

const [image] = dynamodb.Records;
const { ApproximateCreationDateTime: _time, ...untimed } = image.dynamodb;
const [message] = sqs.Records;
const [notification] = sns.Records;
const [object] = s3.Records;
const [record] = kinesis.Records;
const rule = {
  version: "0",
  id: "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
  "detail-type": "Scheduled Event",
  source: "aws.events",
  account: "123456789012",
  time: "2026-10-08T16:53:06Z",
  region: "eu-west-1",
  resources: ["arn:aws:events:eu-west-1:123456789012:rule/my-scheduled-rule"],
  detail: {},
};

const events: Readonly<Record<string, object>> = {
  "SQS, first in first out": changed(sqs, {
    attributes: {
      ...message.attributes,
      SequenceNumber: "18849496460467696128",
      MessageGroupId: "1",
      MessageDeduplicationId: "1",
      AWSTraceHeader: "Root=1-5759e988-bd862e3fe1be46a994272793",
      DeadLetterQueueSourceArn: "arn:aws:sqs:eu-west-1:123456789012:q",
    },
    md5OfMessageAttributes: "e4e68fb7bd0e697a0ae8f1bb342846b3",
  }),
  "SQS, binary attributes": changed(sqs, {
    messageAttributes: {
      a: {
        binaryValue: "AAEC",
        stringListValues: [],
        binaryListValues: [],
        dataType: "Binary.png",
      },
      b: { stringValue: "1", dataType: "Number" },
    },
  }),
  "SQS, an empty body": changed(sqs, { body: "" }),
  "SNS, without a subject": changed(sns, {
    Sns: { ...notification.Sns, Subject: undefined, MessageAttributes: {} },
  }),
  "SNS, with the other spelling of its addresses": changed(sns, {
    Sns: { ...notification.Sns, SigningCertURL: "https://a/b.pem", UnsubscribeURL: "https://a/" },
  }),
  "S3, restored from Glacier": changed(s3, {
    eventVersion: "2.3",
    eventName: "ObjectRestore:Completed",
    glacierEventData: {
      restoreEventData: { lifecycleRestorationExpiryTime: "1970-01-01T00:00:00.000Z" },
    },
  }),
  "S3, a delete marker": changed(s3, {
    eventName: "ObjectRemoved:DeleteMarkerCreated",
    s3: { ...object.s3, object: { key: "a+b%20c", eTag: "", versionId: "null", sequencer: "0" } },
  }),
  "DynamoDB, as the guide shows it": changed(dynamodb, { dynamodb: untimed }),
  "DynamoDB, expired by TTL": changed(dynamodb, {
    eventName: "REMOVE",
    userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" },
    dynamodb: {
      ...untimed,
      StreamViewType: "OLD_IMAGE",
      OldImage: {
        id: { S: "1" },
        none: { NULL: true },
        raw: { B: "AAEC" },
        sets: { NS: ["1"] },
        deep: { M: { a: { L: [{ BOOL: false }] } } },
      },
    },
  }),
  "DynamoDB, keys alone": changed(dynamodb, {
    dynamodb: {
      Keys: untimed.Keys,
      SequenceNumber: "1",
      SizeBytes: 26,
      StreamViewType: "KEYS_ONLY",
    },
  }),
  "DynamoDB, in a tumbling window": {
    ...dynamodb,
    window: { start: "2026-07-30T17:00:00Z", end: "2026-07-30T17:05:00Z" },
    state: { a: 1 },
    shardId: "shard123456789",
    eventSourceARN: "arn",
    isFinalInvokeForWindow: false,
    isWindowTerminatedEarly: false,
  },
  "Kinesis, empty data": changed(kinesis, { kinesis: { ...record.kinesis, data: "" } }),
  "an HTTP API with a JWT, cookies and a route of any method": {
    ...http,
    routeKey: "ANY /{proxy+}",
    cookies: ["a=b", "c=d"],
    pathParameters: { proxy: "a/b" },
    requestContext: {
      ...http.requestContext,
      authorizer: { jwt: { claims: { sub: "1" }, scopes: null } },
      authentication: { clientCert: { clientCertPem: "CERT" } },
    },
  },
  "a function URL with IAM": {
    ...functionUrl,
    requestContext: {
      ...functionUrl.requestContext,
      authentication: null,
      authorizer: { iam: { accessKey: "AKIA", accountId: "1", cognitoIdentity: null } },
    },
  },
  "a scheduled rule": rule,
  "an archived event, replayed": { ...rule, "replay-name": "again" },
  "a partner's event": { ...rule, source: "aws.partner/example.com/orders", resources: [] },
  "a schedule without an input": { ...scheduler, detail: "{}" },
};

/** What Lockstep has no schema for: it says that, and nothing else. */
const others: Readonly<Record<string, object>> = {
  "a load balancer": {
    requestContext: { elb: { targetGroupArn: "arn" } },
    httpMethod: "GET",
    path: "/",
    headers: {},
    queryStringParameters: {},
    body: "",
    isBase64Encoded: false,
  },
  "a token authorizer": { type: "TOKEN", authorizationToken: "a", methodArn: "arn" },
  "a request authorizer": {
    type: "REQUEST",
    methodArn: "arn",
    resource: "/",
    path: "/",
    httpMethod: "GET",
    requestContext: {},
  },
  "an authorizer of an HTTP API": {
    version: "2.0",
    type: "REQUEST",
    routeArn: "arn",
    routeKey: "GET /",
    rawPath: "/",
    requestContext: {},
  },
  "a WebSocket API": {
    requestContext: { routeKey: "$connect", connectionId: "L0SM9cOFvHcCIhw=" },
    isBase64Encoded: false,
  },
  Cognito: {
    version: "1",
    triggerSource: "PreSignUp_SignUp",
    region: "eu-west-1",
    userPoolId: "p",
    userName: "n",
    request: {},
    response: {},
  },
  "CloudWatch Logs": { awslogs: { data: "H4sIAAAA" } },
  MSK: { eventSource: "aws:kafka", eventSourceArn: "arn", bootstrapServers: "b", records: {} },
  DocumentDB: {
    eventSourceArn: "arn:aws:rds:eu-west-1:123456789012:cluster:a",
    events: [],
    eventSource: "aws:docdb",
  },
  RabbitMQ: { eventSource: "aws:rmq", eventSourceArn: "arn", rmqMessagesByQueue: {} },
  "an alarm": {
    source: "aws.cloudwatch",
    alarmArn: "arn",
    accountId: "1",
    time: "t",
    region: "r",
    alarmData: {},
  },
  AppSync: {
    arguments: {},
    identity: null,
    source: null,
    request: { headers: {} },
    info: {},
    prev: null,
  },
  "a custom resource": {
    RequestType: "Create",
    ResponseURL: "https://a/",
    StackId: "s",
    RequestId: "r",
    ResourceType: "Custom::A",
    LogicalResourceId: "A",
    ResourceProperties: {},
  },
  "VPC Lattice": {
    version: "2.0",
    path: "/",
    method: "GET",
    headers: { accept: ["*/*"] },
    requestContext: { serviceNetworkArn: "arn" },
  },
  "S3 batch operations": {
    invocationSchemaVersion: "1.0",
    invocationId: "i",
    job: { id: "1" },
    tasks: [],
  },
  "the end of a tumbling window": {
    Records: [],
    window: {},
    state: {},
    isFinalInvokeForWindow: true,
  },
};

const check = (value: object) =>
  validateEvent({ file: "e.json", text: JSON.stringify(value, null, 2) }).map(({ code }) => code);

describe("An event in a form of its own", () => {
  for (const [what, event] of Object.entries(events))
    it(`is sound: ${what}`, () => expect(check(event)).to.deep.equal([]));
  for (const [what, event] of Object.entries(others))
    it(`is not judged: ${what}`, () => {
      const codes = check(event);
      expect(codes).to.have.length(1);
      expect(codes[0]).to.be.oneOf(["events/no-schema", "events/unknown-kind"]);
    });
});
