import { LockstepError } from "../../../core/lockstep-error.ts";
import { nearestName } from "../../../core/suggest-names.ts";
import type { EventEntry } from "./event-entry.ts";
import { notOffered } from "./not-offered.ts";
import { apigatewayEntries } from "./sources/apigateway.ts";
import { authorizerEntries } from "./sources/authorizers.ts";
import { cloudwatchEntries } from "./sources/cloudwatch.ts";
import { cognitoEntries } from "./sources/cognito.ts";
import { deploymentEntries } from "./sources/deployment.ts";
import { dynamodbEntries } from "./sources/dynamodb.ts";
import { eventbridgeEntries } from "./sources/eventbridge.ts";
import { firehoseEntries } from "./sources/firehose.ts";
import { kinesisEntries } from "./sources/kinesis.ts";
import { lambdaEntries } from "./sources/lambda.ts";
import { loadBalancerEntries } from "./sources/load-balancer.ts";
import { s3Entries } from "./sources/s3.ts";
import { s3ThroughEventBridgeEntries } from "./sources/s3-through-eventbridge.ts";
import { sesEntries } from "./sources/ses.ts";
import { snsEntries } from "./sources/sns.ts";
import { sqsEntries } from "./sources/sqs.ts";
import { stepFunctionsEntries } from "./sources/step-functions.ts";
import { webSocketEntries } from "./sources/web-socket.ts";

/** Every event there is a builder for, by service. */
export const eventCatalogue: readonly EventEntry[] = [
  ...loadBalancerEntries,
  ...apigatewayEntries,
  ...authorizerEntries,
  ...webSocketEntries,
  ...cloudwatchEntries,
  ...cognitoEntries,
  ...deploymentEntries,
  ...dynamodbEntries,
  ...eventbridgeEntries,
  ...s3ThroughEventBridgeEntries,
  ...kinesisEntries,
  ...firehoseEntries,
  ...lambdaEntries,
  ...s3Entries,
  ...sesEntries,
  ...snsEntries,
  ...sqsEntries,
  ...stepFunctionsEntries,
];

/** Services of the catalogue, in its order. */
export function cataloguedServices(): readonly string[] {
  return [...new Set(eventCatalogue.map(({ service }) => service))];
}

/** The events of a service; throws `events/event-unknown` for one that has none. */
export function eventsOfService(service: string): readonly EventEntry[] {
  const entries = eventCatalogue.filter((entry) => entry.service === service);
  if (entries.length > 0) return entries;
  const whole = notOffered.find((each) =>
    each.names.some((name) => name.startsWith(`${service} `)),
  );
  if (whole !== undefined) refuse(whole.reason, `events of ${service}`);
  const near = nearestName(service, cataloguedServices());
  throw new LockstepError({
    code: "events/event-unknown",
    message: `There are no events of a service called ${JSON.stringify(service)}.`,
    hint:
      near === null
        ? "`lockstep events generate` lists services and events."
        : `Did you mean ${near}?`,
  });
}

/**
 * The entry of a service's event, by its name or an alias of it. Throws `events/event-unknown`, and
 * `events/event-not-offered` for events of SAM CLI that are not built here.
 */
export function findEvent(service: string, event: string): EventEntry {
  const name = `${service} ${event}`;
  const found = eventCatalogue.find(
    (entry) => `${entry.service} ${entry.event}` === name || entry.aliases?.includes(name) === true,
  );
  if (found !== undefined) return found;
  const refused = notOffered.find(({ names }) => names.includes(name));
  if (refused !== undefined) refuse(refused.reason, name);
  const entries = eventsOfService(service);
  const names = entries.map((each) => each.event);
  const near = nearestName(event, names);
  throw new LockstepError({
    code: "events/event-unknown",
    message: `${service} has no event called ${JSON.stringify(event)}.`,
    hint: near === null ? `Its events are ${names.join(", ")}.` : `Did you mean ${near}?`,
  });
}

function refuse(reason: "legacy" | "not-built", name: string): never {
  throw new LockstepError({
    code: "events/event-not-offered",
    message:
      reason === "legacy"
        ? `AWS has retired what sent ${name}, so no such event is made.`
        : `${name}: SAM CLI has a sample of this event, and Lockstep does not build it yet.`,
    hint:
      reason === "legacy"
        ? "Write the event by hand where old code still needs it."
        : "Record a real one: log the event in a deployed function and save it under events/.",
  });
}
