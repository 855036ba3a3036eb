/** A service action that an HTTP API calls without a function (`integrationSubtype`). */
export interface ServiceSubtype {
  /** `SQS-SendMessage`. */
  readonly name: string;
  /** Name a signature is made for: `sqs`. */
  readonly service: string;
  readonly action: string;
  /** Parameters without which API Gateway does not create the integration. */
  readonly required: readonly string[];
  /** The others; every subtype takes `Region` as well. */
  readonly optional: readonly string[];
}

function subtype(
  name: string,
  service: string,
  required: readonly string[],
  optional: readonly string[] = [],
): ServiceSubtype {
  const action = name.slice(name.indexOf("-") + 1);
  return { name, service, action, required, optional: [...optional, "Region"] };
}

/**
 * Every subtype with its parameters.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
export const serviceSubtypes: readonly ServiceSubtype[] = [
  subtype(
    "EventBridge-PutEvents",
    "events",
    ["Detail", "DetailType", "Source"],
    ["Time", "EventBusName", "Resources", "TraceHeader"],
  ),
  subtype(
    "SQS-SendMessage",
    "sqs",
    ["QueueUrl", "MessageBody"],
    [
      "DelaySeconds",
      "MessageAttributes",
      "MessageDeduplicationId",
      "MessageGroupId",
      "MessageSystemAttributes",
    ],
  ),
  subtype(
    "SQS-ReceiveMessage",
    "sqs",
    ["QueueUrl"],
    [
      // The guide has had both names.
      "AttributeNames",
      "AttributeName",
      "MaxNumberOfMessages",
      "MessageAttributeNames",
      "ReceiveRequestAttemptId",
      "VisibilityTimeout",
      "WaitTimeSeconds",
    ],
  ),
  subtype("SQS-DeleteMessage", "sqs", ["ReceiptHandle", "QueueUrl"]),
  subtype("SQS-PurgeQueue", "sqs", ["QueueUrl"]),
  subtype(
    "AppConfig-GetConfiguration",
    "appconfig",
    ["Application", "Environment", "Configuration", "ClientId"],
    ["ClientConfigurationVersion"],
  ),
  subtype(
    "Kinesis-PutRecord",
    "kinesis",
    ["StreamName", "Data", "PartitionKey"],
    ["SequenceNumberForOrdering", "ExplicitHashKey"],
  ),
  subtype("StepFunctions-StartExecution", "states", ["StateMachineArn"], ["Name", "Input"]),
  subtype(
    "StepFunctions-StartSyncExecution",
    "states",
    ["StateMachineArn"],
    ["Name", "Input", "TraceHeader"],
  ),
  subtype("StepFunctions-StopExecution", "states", ["ExecutionArn"], ["Cause", "Error"]),
];

/**
 * The subtype of a name, `null` for one that API Gateway does not know.
 *
 * @example findServiceSubtype("SQS-PurgeQueue")?.required // ["QueueUrl"]
 */
export function findServiceSubtype(name: string): ServiceSubtype | null {
  return serviceSubtypes.find((each) => each.name === name) ?? null;
}
