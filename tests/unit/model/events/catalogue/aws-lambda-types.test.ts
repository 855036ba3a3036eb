import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repository } from "../../../../../scripts/support/repository.ts";
import { eventCatalogue } from "../../../../../src/harness/model/events/catalogue/catalogue.ts";
import { soundEvent } from "../../../../support/events/catalogue-world.ts";

/** The type of each event in @types/aws-lambda. */
const types: Readonly<Record<string, string>> = {
  "alb request": "ALBEvent",
  "apigateway aws-proxy": "APIGatewayProxyEvent",
  "apigateway http-api-proxy": "APIGatewayProxyEventV2",
  "apigateway authorizer": "APIGatewayTokenAuthorizerEvent",
  "apigateway request-authorizer": "APIGatewayRequestAuthorizerEvent",
  "apigateway request-authorizer-v2": "APIGatewayRequestAuthorizerEventV2",
  "apigateway websocket-message": "APIGatewayProxyWebsocketEventV2",
  "cloudformation create-request": "CloudFormationCustomResourceEvent",
  "secretsmanager rotation": "SecretsManagerRotationEvent",
  "cloudwatch alarm": "CloudWatchAlarmEvent",
  "cloudwatch logs": "CloudWatchLogsEvent",
  "cloudwatch scheduled-event": 'EventBridgeEvent<"Scheduled Event", object>',
  "cognito pre-sign-up": "PreSignUpTriggerEvent",
  "cognito post-confirmation": "PostConfirmationTriggerEvent",
  "cognito pre-authentication": "PreAuthenticationTriggerEvent",
  "cognito post-authentication": "PostAuthenticationTriggerEvent",
  "cognito pre-token-generation": "PreTokenGenerationTriggerEvent",
  "cognito pre-token-generation-v2": "PreTokenGenerationV2TriggerEvent",
  "cognito custom-message": "CustomMessageTriggerEvent",
  "cognito define-auth-challenge": "DefineAuthChallengeTriggerEvent",
  "cognito create-auth-challenge": "CreateAuthChallengeTriggerEvent",
  "cognito verify-auth-challenge-response": "VerifyAuthChallengeResponseTriggerEvent",
  "cognito user-migration": "UserMigrationTriggerEvent",
  "dynamodb update": "DynamoDBStreamEvent",
  "eventbridge custom": 'EventBridgeEvent<"MyDetailType", { key: string }>',
  "eventbridge aws-event": 'EventBridgeEvent<"AWS Health Event", { eventTypeCategory: string }>',
  "eventbridge s3-object-created": "S3ObjectCreatedNotificationEvent",
  "eventbridge s3-object-deleted": "S3ObjectDeletedNotificationEvent",
  "eventbridge ec2-instance-state":
    'EventBridgeEvent<"EC2 Instance State-change Notification", { "instance-id": string; state: string }>',
  "eventbridge stepfunctions-status":
    'EventBridgeEvent<"Step Functions Execution Status Change", { status: string }>',
  "kinesis get-records": "KinesisStreamEvent",
  "kinesis kinesis-firehose": "FirehoseTransformationEvent",
  "kinesis streams-as-source": "FirehoseTransformationEvent",
  "kinesis apachelog": "FirehoseTransformationEvent",
  "kinesis syslog": "FirehoseTransformationEvent",
  "lambda function-url": "LambdaFunctionURLEvent",
  "s3 put": "S3Event",
  "s3 delete": "S3Event",
  "ses email-receiving": "SESEvent",
  "sns notification": "SNSEvent",
  "sqs receive-message": "SQSEvent",
  "sqs receive-fifo-message": "SQSEvent",
};

/** @types/aws-lambda has no type of these. */
const without: readonly string[] = [
  "apigateway http-api-proxy-v1",
  "apigateway request-authorizer-v1",
  "codedeploy lifecycle-hook",
  "stepfunctions error",
  "stepfunctions task-token",
];

/** Cognito writes `null` for what a trigger has not decided yet; the types have the trigger's answer in mind. */
const undecided = /^(?:error TS2322: Type 'null' is not assignable to type .*\n)+$/;

/** Where the types ask for what AWS does not send, or for another type than it sends. */
const exceptions: Readonly<Record<string, RegExp>> = {
  "cognito pre-token-generation": undecided,
  "cognito pre-token-generation-v2": undecided,
  "cognito define-auth-challenge": undecided,
  "cognito create-auth-challenge": undecided,
  "cognito verify-auth-challenge-response": undecided,
  "cognito user-migration": undecided,
  // A number in the guide of Firehose and to Powertools, text to the types.
  "kinesis streams-as-source":
    /^error TS2322: Type 'number' is not assignable to type 'string'\.\n$/,
  // A deleted object has no size, and an eTag only as a delete marker (S3 guide).
  "s3 delete": /^error TS\d+: Type '\{ key: string; sequencer: string; \}' .*size, eTag\n$/,
};

/** Members that the types always have and AWS sends only where something is set up. */
const given: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "apigateway aws-proxy": { authorizer: '{"principalId": "user"}' },
  "apigateway request-authorizer-v2": { headers: '{"Cookie": "a=1"}' },
  "cognito pre-sign-up": { "validation-data": '{"key": "value"}' },
  "cognito pre-authentication": { "validation-data": '{"key": "value"}' },
  "eventbridge s3-object-created": { "version-id": "1" },
  "eventbridge s3-object-deleted": { "version-id": "1" },
};

/** An authorizer is asked before there is one to tell of; the types want a member that is `undefined`, which JSON lacks. */
function amend(name: string, event: string): string {
  if (name !== "apigateway request-authorizer") return event;
  return event.replace('"requestContext":{', '"requestContext":{"authorizer":undefined,');
}

function check(folder: string): Promise<string> {
  const compiler = path.join(repository, "node_modules/typescript/bin/tsc");
  const args = [compiler, "-p", folder, "--pretty", "false"];
  return new Promise((resolve) => {
    execFile(process.execPath, args, (_error, stdout, stderr) => resolve(`${stdout}${stderr}`));
  });
}

function fileOf(name: string): string {
  return `${name.replaceAll(" ", "-")}.ts`;
}

describe("Events of the catalogue, by @types/aws-lambda,", function () {
  this.timeout(60_000);
  const told = new Map<string, string>();

  before(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lockstep-event-types-"));
    try {
      symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
      for (const [name, type] of Object.entries(types)) {
        const event = amend(name, JSON.stringify(soundEvent(name, given[name] ?? {})));
        const [import_ = ""] = /^\w+/.exec(type) ?? [];
        writeFileSync(
          path.join(folder, fileOf(name)),
          `import type { ${import_} } from "aws-lambda";\ndeclare function accept<Event extends ${type}>(event: Event): void;\naccept(${event});\n`,
        );
      }
      writeFileSync(
        path.join(folder, "tsconfig.json"),
        JSON.stringify({
          compilerOptions: {
            strict: true,
            noEmit: true,
            module: "NodeNext",
            moduleResolution: "NodeNext",
            skipLibCheck: true,
            types: ["aws-lambda"],
          },
        }),
      );
      const output = await check(folder);
      for (const line of output.split("\n")) {
        const [, file = "", message = ""] = /([\w-]+\.ts)\(.*?\): (error .*)$/.exec(line) ?? [];
        if (file !== "") told.set(file, `${told.get(file) ?? ""}${message}\n`);
        else if (/error/.test(line)) throw new Error(output);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const name of Object.keys(types)) {
    it(`compile: ${name}`, () => {
      const message = told.get(fileOf(name)) ?? "";
      const exception = exceptions[name];
      if (exception === undefined) expect(message).to.equal("");
      else expect(message).to.match(exception);
    });
  }

  it("have a type each, or are named as without one", () => {
    const names = eventCatalogue.map(({ service, event }) => `${service} ${event}`);
    expect([...Object.keys(types), ...without].toSorted()).to.deep.equal(names.toSorted());
  });
});
