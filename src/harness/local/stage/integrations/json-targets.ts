/** How a service's actions are named that go by `X-Amz-Target` and take JSON. */
export interface JsonTarget {
  readonly prefix: string;
  /** Version in the media type `application/x-amz-json-…`. */
  readonly version: "1.0" | "1.1";
}

function target(prefix: string, version: JsonTarget["version"]): JsonTarget {
  return { prefix, version };
}

/** By the name of the service in the uri of an integration. */
export const jsonTargets: Readonly<Record<string, JsonTarget>> = {
  dynamodb: target("DynamoDB_20120810", "1.0"),
  "streams.dynamodb": target("DynamoDBStreams_20120810", "1.0"),
  states: target("AWSStepFunctions", "1.0"),
  events: target("AWSEvents", "1.1"),
  kinesis: target("Kinesis_20131202", "1.1"),
  firehose: target("Firehose_20150804", "1.1"),
  logs: target("Logs_20140328", "1.1"),
  ssm: target("AmazonSSM", "1.1"),
  secretsmanager: target("secretsmanager", "1.1"),
  "cognito-idp": target("AWSCognitoIdentityProviderService", "1.1"),
};
