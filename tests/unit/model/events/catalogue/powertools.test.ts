import { expect } from "chai";
import type { ZodType } from "zod";
import { AlbMultiValueHeadersSchema, AlbSchema } from "@aws-lambda-powertools/parser/schemas/alb";
import {
  APIGatewayProxyEventSchema,
  APIGatewayRequestAuthorizerEventSchema,
  APIGatewayTokenAuthorizerEventSchema,
} from "@aws-lambda-powertools/parser/schemas/api-gateway";
import {
  APIGatewayProxyEventV2Schema,
  APIGatewayRequestAuthorizerEventV2Schema,
} from "@aws-lambda-powertools/parser/schemas/api-gatewayv2";
import { APIGatewayProxyWebsocketEventSchema } from "@aws-lambda-powertools/parser/schemas/api-gateway-websocket";
import { CloudFormationCustomResourceCreateSchema } from "@aws-lambda-powertools/parser/schemas/cloudformation-custom-resource";
import { CloudWatchLogsSchema } from "@aws-lambda-powertools/parser/schemas/cloudwatch";
import {
  CreateAuthChallengeTriggerSchema,
  CustomMessageTriggerSchema,
  DefineAuthChallengeTriggerSchema,
  MigrateUserTriggerSchema,
  PostAuthenticationTriggerSchema,
  PostConfirmationTriggerSchema,
  PreAuthenticationTriggerSchema,
  PreSignupTriggerSchema,
  PreTokenGenerationTriggerSchemaV1,
  PreTokenGenerationTriggerSchemaV2AndV3,
  VerifyAuthChallengeTriggerSchema,
} from "@aws-lambda-powertools/parser/schemas/cognito";
import { DynamoDBStreamSchema } from "@aws-lambda-powertools/parser/schemas/dynamodb";
import { EventBridgeSchema } from "@aws-lambda-powertools/parser/schemas/eventbridge";
import { KinesisDataStreamSchema } from "@aws-lambda-powertools/parser/schemas/kinesis";
import { KinesisFirehoseSchema } from "@aws-lambda-powertools/parser/schemas/kinesis-firehose";
import { LambdaFunctionUrlSchema } from "@aws-lambda-powertools/parser/schemas/lambda";
import {
  S3EventNotificationEventBridgeSchema,
  S3Schema,
  S3SqsEventNotificationSchema,
} from "@aws-lambda-powertools/parser/schemas/s3";
import { SesSchema } from "@aws-lambda-powertools/parser/schemas/ses";
import { SnsSchema } from "@aws-lambda-powertools/parser/schemas/sns";
import { SqsSchema } from "@aws-lambda-powertools/parser/schemas/sqs";
import { eventCatalogue } from "../../../../../src/harness/model/events/catalogue/catalogue.ts";
import { soundEvent } from "../../../../support/events/catalogue-world.ts";

/** The schema of each event that Powertools has one of. */
const schemas: Readonly<Record<string, ZodType>> = {
  "alb request": AlbSchema,
  "apigateway aws-proxy": APIGatewayProxyEventSchema,
  "apigateway authorizer": APIGatewayTokenAuthorizerEventSchema,
  "apigateway request-authorizer": APIGatewayRequestAuthorizerEventSchema,
  "apigateway http-api-proxy": APIGatewayProxyEventV2Schema,
  "apigateway request-authorizer-v2": APIGatewayRequestAuthorizerEventV2Schema,
  "apigateway websocket-message": APIGatewayProxyWebsocketEventSchema,
  "cloudformation create-request": CloudFormationCustomResourceCreateSchema,
  "cloudwatch logs": CloudWatchLogsSchema,
  "cloudwatch scheduled-event": EventBridgeSchema,
  "cognito pre-sign-up": PreSignupTriggerSchema,
  "cognito post-confirmation": PostConfirmationTriggerSchema,
  "cognito pre-authentication": PreAuthenticationTriggerSchema,
  "cognito post-authentication": PostAuthenticationTriggerSchema,
  "cognito pre-token-generation": PreTokenGenerationTriggerSchemaV1,
  "cognito pre-token-generation-v2": PreTokenGenerationTriggerSchemaV2AndV3,
  "cognito custom-message": CustomMessageTriggerSchema,
  "cognito define-auth-challenge": DefineAuthChallengeTriggerSchema,
  "cognito create-auth-challenge": CreateAuthChallengeTriggerSchema,
  "cognito verify-auth-challenge-response": VerifyAuthChallengeTriggerSchema,
  "cognito user-migration": MigrateUserTriggerSchema,
  "dynamodb update": DynamoDBStreamSchema,
  "eventbridge custom": EventBridgeSchema,
  "eventbridge aws-event": EventBridgeSchema,
  "eventbridge s3-object-created": S3EventNotificationEventBridgeSchema,
  "eventbridge s3-object-deleted": S3EventNotificationEventBridgeSchema,
  "eventbridge ec2-instance-state": EventBridgeSchema,
  "eventbridge stepfunctions-status": EventBridgeSchema,
  "kinesis get-records": KinesisDataStreamSchema,
  "kinesis kinesis-firehose": KinesisFirehoseSchema,
  "kinesis streams-as-source": KinesisFirehoseSchema,
  "kinesis apachelog": KinesisFirehoseSchema,
  "kinesis syslog": KinesisFirehoseSchema,
  "lambda function-url": LambdaFunctionUrlSchema,
  "s3 put": S3Schema,
  "s3 delete": S3Schema,
  "ses email-receiving": SesSchema,
  "sns notification": SnsSchema,
  "sqs receive-message": SqsSchema,
  "sqs receive-fifo-message": SqsSchema,
};

/** Powertools 2.35.0 has no schema of these. */
const without: readonly string[] = [
  "apigateway http-api-proxy-v1",
  "apigateway request-authorizer-v1",
  "cloudwatch alarm",
  "codedeploy lifecycle-hook",
  "secretsmanager rotation",
  "stepfunctions error",
  "stepfunctions task-token",
];

/** Where Powertools asks for what AWS does not send, by the path it complains of. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // Powertools describes what an authorizer of $connect is given; a message has neither an ARN nor headers nor a query.
  "apigateway websocket-message": [
    "type",
    "methodArn",
    "multiValueHeaders",
    "queryStringParameters",
    "multiValueQueryStringParameters",
  ],
  // The guide's event has `answerCorrect: null` until the trigger decides; Powertools wants a boolean already.
  "cognito verify-auth-challenge-response": ["response.answerCorrect"],
};

describe("Events of the catalogue, to the parser of Powertools,", () => {
  for (const [name, schema] of Object.entries(schemas)) {
    it(`are sound: ${name}`, () => {
      const parsed = schema.safeParse(soundEvent(name));
      const paths = (parsed.error?.issues ?? []).map(({ path }) => path.join("."));
      expect(paths, parsed.error?.message).to.deep.equal(exceptions[name] ?? []);
    });
  }

  it("are sound with multi-value headers of a load balancer", () => {
    const event = soundEvent("alb request", { "multi-value": "true" });
    expect(AlbMultiValueHeadersSchema.safeParse(event).error).to.equal(undefined);
  });

  it("are sound through a queue", () => {
    const event = soundEvent("s3 put", {}, { wrappings: ["sqs"] });
    expect(S3SqsEventNotificationSchema.safeParse(event).error).to.equal(undefined);
  });

  it("have a schema each, or are named as without one", () => {
    const names = eventCatalogue.map(({ service, event }) => `${service} ${event}`);
    expect([...Object.keys(schemas), ...without].toSorted()).to.deep.equal(names.toSorted());
  });
});
