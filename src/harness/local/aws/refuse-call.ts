import { notImplementedError } from "../../core/not-emulated.ts";
import { errorAnswer, xmlErrorAnswer, type AwsAnswer } from "./aws-answer.ts";
import type { DynamoEngine } from "./dynamo-engine.ts";
import type { CallIdentity } from "./identify-call.ts";

/**
 * Nothing is pretended: a service that is not here (`engine` is `null`) or an operation the engine
 * lacks answers 501 `NotImplemented` by name, in the protocol its client reads. SDK clients do not
 * retry a 501.
 */
export function refuseCall(call: CallIdentity, engine: DynamoEngine | null): AwsAnswer {
  const where =
    engine === null ? "The local AWS endpoint" : `${engine.name}, the DynamoDB that runs here,`;
  const remedy =
    engine === null
      ? "Stub the call in a unit test, or point the service's own AWS_ENDPOINT_URL_… variable elsewhere."
      : "Name a DynamoDB that does with --dynamodb-endpoint URL, or stub the call in a unit test.";
  const message = `${where} does not implement ${call.service}:${call.action}. ${remedy}`;
  if (call.protocol === "query") return xmlErrorAnswer(501, notImplementedError, message, true);
  if (call.protocol === "rest-xml") return xmlErrorAnswer(501, notImplementedError, message, false);
  return errorAnswer(501, notImplementedError, message);
}
