import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { buildProgram } from "../../../../src/harness/app/cli/build-program.ts";
import type { ExitCode } from "../../../../src/harness/app/cli/command-setting.ts";
import { runProgram } from "../../../../src/harness/app/cli/run-program.ts";
import { repository } from "../../../../scripts/support/repository.ts";
import { recordTerminal } from "../../../support/app/recorded-terminal.ts";

async function lockstep(...words: readonly string[]) {
  const terminal = recordTerminal();
  const codes: ExitCode[] = [];
  const shown: string[] = [];
  const program = buildProgram({ terminal, finish: (code) => void codes.push(code) });
  const record = (command: Command): void => {
    const write = (text: string): void => void shown.push(text);
    command.configureOutput({ writeOut: write, writeErr: write });
    command.commands.forEach(record);
  };
  record(program);
  const own = await runProgram(program, ["node", "lockstep", ...words], terminal);
  return {
    exitCode: own ?? codes.at(-1),
    printed: terminal.printed.join(""),
    said: terminal.said.join("\n"),
    shown: shown.join(""),
  };
}

const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders-of-test
      KeySchema:
        - { AttributeName: PK, KeyType: HASH }
        - { AttributeName: n, KeyType: RANGE }
      AttributeDefinitions:
        - { AttributeName: PK, AttributeType: S }
        - { AttributeName: n, AttributeType: N }
      StreamSpecification: { StreamViewType: NEW_IMAGE }
  Work:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: work-of-test
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3 }
  Dead: { Type: AWS::SQS::Queue, Properties: { QueueName: dead-of-test } }
  Uploads: { Type: AWS::S3::Bucket, Properties: { BucketName: uploads-of-test } }
  News: { Type: AWS::SNS::Topic, Properties: { TopicName: news-of-test } }
  Sports: { Type: AWS::SNS::Topic, Properties: { TopicName: sports-of-test } }
`;

describe("lockstep events generate", () => {
  let empty: string;
  let project: string;

  before(() => {
    empty = mkdtempSync(path.join(tmpdir(), "lockstep-generate-"));
    project = mkdtempSync(path.join(tmpdir(), "lockstep-generate-"));
    writeFileSync(path.join(project, "template.yaml"), template);
  });

  after(() => {
    for (const folder of [empty, project]) rmSync(folder, { recursive: true });
  });

  const make = async (root: string, ...words: readonly string[]): Promise<string> => {
    const { exitCode, printed, said, shown } = await lockstep(
      "generate-event",
      ...words,
      "--root",
      root,
    );
    expect(exitCode, `${said}${shown}`).to.equal(0);
    return printed;
  };

  it("lists services and events, and those of one service", async () => {
    const all = await lockstep("events", "generate");
    expect(all.exitCode).to.equal(0);
    expect(all.printed)
      .to.match(/^sqs$/m)
      .and.to.match(/^ {2}receive-message /m);
    const one = await lockstep("events", "generate", "kinesis");
    expect(one.printed)
      .to.match(/get-records/)
      .and.not.to.match(/sqs/);
  });

  it("shows the options of an event", async () => {
    const { exitCode, shown } = await lockstep(
      "events",
      "generate",
      "sqs",
      "receive-message",
      "--help",
    );
    expect(exitCode).to.equal(0);
    for (const option of [
      "--queue-name",
      "--body",
      "--set",
      "--set-json",
      "--count",
      "--wrap",
      "--out",
    ]) {
      expect(shown).to.match(new RegExp(`^ +(?:-\\w, )?${option}\\b`, "m"));
    }
  });

  for (const [words, found] of [
    [
      'sqs receive-message --body {"a":1} --queue-name jobs --region eu-west-1',
      /:eu-west-1:\d+:jobs/,
    ],
    [
      "sqs receive-message --account-id 210987654321 --partition aws-cn",
      /arn:aws-cn:sqs:us-east-1:2109/,
    ],
    [
      "apigateway authorizer --restApiId abc --stage dev --method GET --resource {proxy+}",
      /:abc\/dev\/GET\//,
    ],
    ["apigateway request-authorizer --restApiId abc --stage dev", /:abc\/dev\/GET\/request/],
    [
      "apigateway aws-proxy --stage dev --method put --path a/b --dns-suffix x.example --body {}",
      /x\.example/,
    ],
    ['apigateway aws-proxy --querystringparameters {"q":"1"} --resource /{proxy+}', /"q": "1"/],
    ["apigateway http-api-proxy --stage dev --path a/b --method GET", /"rawPath": "\/dev\/a\/b"/],
    ["alb request --method GET --path a --body {} --dns-suffix elb.example", /elb\.example/],
    ["cloudwatch scheduled-event --rule nightly", /rule\/nightly/],
    ["dynamodb update --table t --region eu-west-1", /eu-west-1:\d+:table\/t\/stream/],
    ["kinesis get-records --data x --sequence 7 --partition-key p", /"partitionKey": "p"/],
    ["kinesis kinesis-firehose --data SGVsbG8=", /"data": "SGVsbG8="/],
    ["s3 put --bucket b --key a/b", /arn:aws:s3:::b"/],
    ["s3 delete --bucket b --key a/b", /ObjectRemoved:Delete/],
    ["sns notification --topic t --subject s --message m", /"Message": "m"/],
    ["ses email-receiving --dns-suffix mail.example", /@mail\.example>/],
    ["stepfunctions error --error E --cause C", /"Cause": "C"/],
  ] as const) {
    it(`takes the flags of SAM CLI: ${words}`, async () => {
      expect(await make(empty, ...words.split(" "))).to.match(found);
    });
  }

  it("takes any text as a body", async () => {
    const body = 'a "b"\n{"c": "\\"é😀"}';
    const text = await make(empty, "sqs", "receive-message", "--body", body);
    expect(text).to.include(JSON.stringify(body));
  });

  it("takes names and keys of the template, by logical id or of the only one", async () => {
    const update = await make(
      project,
      "dynamodb",
      "update",
      "--table",
      "Orders",
      "--event-name",
      "INSERT",
    );
    expect(update)
      .to.include("table/orders-of-test/")
      .and.to.include('"StreamViewType": "NEW_IMAGE"');
    expect(JSON.parse(update))
      .to.have.nested.property("Records[0].dynamodb.Keys")
      .that.deep.equals({
        PK: { S: "PK-1" },
        n: { N: "101" },
      });
    expect(await make(project, "sqs", "receive-message")).to.include(":work-of-test");
    expect(await make(project, "sqs", "receive-message", "--queue-name", "Dead")).to.include(
      ":dead-of-test",
    );
    expect(await make(project, "s3", "put")).to.include("arn:aws:s3:::uploads-of-test");
    expect(await make(project, "sns", "notification")).to.include(":ExampleTopic");
    expect(await make(project, "sns", "notification", "--topic", "Sports")).to.include(
      ":sports-of-test",
    );
  });

  it("takes --now, --seed, --count and --wrap", async () => {
    const words = ["s3", "put", "--wrap", "sns", "--wrap", "sqs", "--count", "2"];
    const text = await make(empty, ...words, "--now", "2031-02-03T04:05:06Z", "--seed", "7");
    expect(text).to.include("2031-02-03T04:05:06.000Z");
    expect(JSON.parse(text)).to.have.property("Records").with.length(2);
    expect(await make(empty, ...words, "--seed", "8")).not.to.equal(await make(empty, ...words));
  });

  it("ends with 1 and the path where a member set by hand breaks the event, and writes nothing", async () => {
    const words = ["--root", empty, "-o", "bad.json", "--set-json", "Records[0].body=1"];
    const { exitCode, said, printed } = await lockstep(
      "events",
      "generate",
      "sqs",
      "receive-message",
      ...words,
    );
    expect(exitCode).to.equal(1);
    expect(printed).to.equal("");
    expect(said)
      .to.include("events/schema-violation")
      .and.to.include("Records[0].body must be string");
    expect(() => readFileSync(path.join(empty, "bad.json"))).to.throw("ENOENT");
  });

  it("writes a file", async () => {
    const words = ["--root", empty, "-o", "sqs/a.json"];
    const { exitCode } = await lockstep("events", "generate", "sqs", "receive-message", ...words);
    expect(exitCode).to.equal(0);
    expect(readFileSync(path.join(empty, "sqs/a.json"), "utf8")).to.equal(
      await make(empty, "sqs", "receive-message"),
    );
  });

  for (const [words, code] of [
    ["sqs recieve-message", "events/event-unknown"],
    ["lex book-car", "events/event-not-offered"],
    ["cloudfront ab-test", "events/event-not-offered"],
    ["sns notification --count 2", "events/option-invalid"],
    ["sqs receive-message --now yesterday", "events/option-invalid"],
    ["sqs receive-message --account-id 1", "events/option-invalid"],
    ["sqs receive-message --seed x", "events/option-invalid"],
    ["sqs receive-message --set x", "events/set-invalid"],
    ["sqs receive-message --wrap mq", "events/option-invalid"],
    ["kinesis get-records --wrap sqs", "events/wrap-refused"],
    ["sqs receive-message --template none.yaml", "template/not-found"],
  ] as const) {
    it(`refuses ${words}`, async () => {
      const { exitCode, said } = await lockstep(
        "generate-event",
        ...words.split(" "),
        "--root",
        empty,
      );
      expect(exitCode).to.equal(2);
      expect(said).to.include(code);
    });
  }

  it("of an operation takes --set, --now and --account-id too", async () => {
    const words = ["--operation", "createOrder", "--account-id", "210987654321"];
    const time = ["--now", "2031-02-03T04:05:06Z"];
    const made = async (...settings: readonly string[]) =>
      lockstep("events", "generate", "--root", repository, ...words, ...time, ...settings);
    const { exitCode, printed } = await made("--set", 'headers["X-A"]="');
    expect(exitCode).to.equal(0);
    expect(JSON.parse(printed)).to.have.nested.property("headers.X-A", '"');
    expect(JSON.parse(printed)).to.have.nested.property("requestContext.accountId", "210987654321");
    expect(printed).to.include("03/Feb/2031:04:05:06 +0000");
    const broken = await made("--set-json", "body={}");
    expect(broken.exitCode).to.equal(1);
    expect(broken.said).to.include("body must be string,null");
  });

  it("refuses options it does not have as usage", async () => {
    const { exitCode, shown } = await lockstep(
      "generate-event",
      "sqs",
      "receive-message",
      "--topic",
      "x",
    );
    expect(exitCode).to.equal(2);
    expect(shown).to.include("unknown option '--topic'");
  });
});
