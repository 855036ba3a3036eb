import { isObject, type JsonObject } from "../../../core/json.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import type { EventKind } from "../event-kind.ts";
import type { EventWorld } from "./event-world.ts";
import { buildSnsEvent, snsSchema } from "./sources/sns.ts";
import { buildSqsEvent, sqsSchema } from "./sources/sqs.ts";

/** What an event can come in. */
export type Wrapping = "sns" | "sqs";

/** Where wrapped events go through. */
export interface WrapPlaces {
  readonly queueName: string;
  readonly topic: string;
}

/** An event, what sent it, and the schema it satisfies. */
export interface MadeEvent {
  readonly event: JsonObject;
  readonly kind: EventKind | null;
  readonly schema: JsonObject;
}

/** Kinds that reach a topic or a queue by themselves. */
const reaches: Readonly<Record<Wrapping, ReadonlySet<EventKind | null>>> = {
  sns: new Set(["eventbridge", "s3"]),
  sqs: new Set(["eventbridge", "s3", "sns"]),
};

/** The text of an event in a message. SNS writes its own envelope, with names of its own, into a queue. */
function textOf({ kind, event }: MadeEvent): string {
  if (kind !== "sns") return JSON.stringify(event);
  const records = event["Records"];
  const record: unknown = Array.isArray(records) ? records[0] : undefined;
  const sns = isObject(record) && isObject(record["Sns"]) ? record["Sns"] : {};
  const { SigningCertUrl, UnsubscribeUrl, MessageAttributes, ...rest } = sns;
  const attributes = isObject(MessageAttributes) && Object.keys(MessageAttributes).length > 0;
  const told = Object.entries(rest).filter(([, value]) => value !== null);
  return JSON.stringify({
    ...Object.fromEntries(told),
    SigningCertURL: SigningCertUrl,
    UnsubscribeURL: UnsubscribeUrl,
    ...(attributes ? { MessageAttributes } : {}),
  });
}

/**
 * Events as they arrive through a topic or a queue: each the message of one. Throws `events/wrap-refused` for events
 * that do not get there without code in between.
 */
export function wrapEvents(
  events: readonly MadeEvent[],
  wrapping: Wrapping,
  places: WrapPlaces,
  world: EventWorld,
): MadeEvent {
  for (const { kind } of events) {
    if (!reaches[wrapping].has(kind)) {
      throw new LockstepError({
        code: "events/wrap-refused",
        message: `No service puts such an event into ${wrapping === "sqs" ? "a queue" : "a topic"} as it is.`,
        hint: "S3, SNS and EventBridge send to queues; S3 and EventBridge to topics.",
      });
    }
  }
  if (wrapping === "sqs") {
    const messages = events.map((each) => ({ body: textOf(each) }));
    return {
      event: buildSqsEvent(messages, places.queueName, world),
      kind: "sqs",
      schema: sqsSchema,
    };
  }
  const [first, ...others] = events;
  if (first === undefined || others.length > 0) {
    throw new LockstepError({
      code: "events/wrap-refused",
      message: "SNS puts one notification in an event, so there is no event of several.",
      hint: "Wrap them once more: --wrap sns --wrap sqs.",
    });
  }
  const subject = first.kind === "s3" ? "Amazon S3 Notification" : "";
  const built: JsonObject = buildSnsEvent({ message: textOf(first), subject }, places.topic, world);
  const event = first.kind === "s3" ? built : withoutSubject(built);
  return { event, kind: "sns", schema: snsSchema };
}

function withoutSubject(event: JsonObject): JsonObject {
  const records = event["Records"];
  if (!Array.isArray(records)) return event;
  return {
    Records: records.map((record: JsonObject) =>
      isObject(record["Sns"]) ? { ...record, Sns: { ...record["Sns"], Subject: null } } : record,
    ),
  };
}
