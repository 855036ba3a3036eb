import type { JsonObject } from "../../../../core/json.ts";
import type { EventEntry } from "../event-entry.ts";
import { arnIn, dnsSuffixOf, isoTime, type EventWorld } from "../event-world.ts";
import { type OptionValues, refuseOption } from "../option-values.ts";
import { isObject } from "../../../../core/json.ts";
import {
  arn,
  filledText,
  recordsOf,
  shape,
  text,
  textOrNull,
  time,
  uuid,
} from "../strict-schema.ts";

/** A notification of a topic, as a function gets it. */
export type SnsRecord = {
  EventSource: "aws:sns";
  EventVersion: "1.0";
  EventSubscriptionArn: string;
  Sns: {
    Type: "Notification";
    MessageId: string;
    TopicArn: string;
    Subject: string;
    Message: string;
    Timestamp: string;
    SignatureVersion: string;
    Signature: string;
    SigningCertUrl: string;
    UnsubscribeUrl: string;
    MessageAttributes: Record<string, { Type: string; Value: string }>;
  };
};

/** An event of a topic: `SNSEvent` of @types/aws-lambda. */
export type SnsEvent = { Records: SnsRecord[] };

/** A notification to be made. */
export interface SnsMessage {
  readonly message: string;
  readonly subject: string;
  /** Values of attributes: text, number, list (`String.Array`), or Base64 as `{ binary }`. */
  readonly attributes?: Readonly<Record<string, SnsAttributeValue>>;
}

/** The value of an attribute of a notification. */
export type SnsAttributeValue =
  | string
  | number
  | readonly (string | number | boolean | null)[]
  | { readonly binary: string };

function attributeOf(value: SnsAttributeValue): { Type: string; Value: string } {
  if (typeof value === "string") return { Type: "String", Value: value };
  if (typeof value === "number") return { Type: "Number", Value: String(value) };
  if ("binary" in value) return { Type: "Binary", Value: value.binary };
  return { Type: "String.Array", Value: JSON.stringify(value) };
}

/**
 * Builds an event of a topic. SNS puts one notification in an event.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export function buildSnsEvent(message: SnsMessage, topic: string, world: EventWorld): SnsEvent {
  const { ids, region } = world;
  const topicArn = arnIn(world, "sns", topic);
  const subscription = `${topicArn}:${ids.uuid()}`;
  const host = `https://sns.${region}.${dnsSuffixOf(world)}`;
  return {
    Records: [
      {
        EventSource: "aws:sns",
        EventVersion: "1.0",
        EventSubscriptionArn: subscription,
        Sns: {
          Type: "Notification",
          MessageId: ids.uuid(),
          TopicArn: topicArn,
          Subject: message.subject,
          Message: message.message,
          Timestamp: isoTime(world),
          SignatureVersion: "1",
          Signature: `${ids.token(342)}==`,
          SigningCertUrl: `${host}/SimpleNotificationService-${ids.hex(32)}.pem`,
          UnsubscribeUrl: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscription}`,
          MessageAttributes: Object.fromEntries(
            Object.entries(message.attributes ?? {}).map(([name, value]) => [
              name,
              attributeOf(value),
            ]),
          ),
        },
      },
    ],
  };
}

const url = { type: "string", pattern: "^https://" } as const;

export const snsSchema = recordsOf(
  "SNS notification",
  shape({
    EventSource: { const: "aws:sns" },
    EventVersion: { const: "1.0" },
    EventSubscriptionArn: arn("sns"),
    Sns: shape({
      Type: { const: "Notification" },
      MessageId: uuid,
      TopicArn: arn("sns"),
      Subject: textOrNull,
      Message: text,
      Timestamp: time,
      SignatureVersion: { enum: ["1", "2"] },
      Signature: filledText,
      SigningCertUrl: url,
      UnsubscribeUrl: url,
      MessageAttributes: {
        type: "object",
        additionalProperties: shape({ Type: filledText, Value: text }),
      },
    }),
  }),
);

function attributesOf(values: OptionValues): Readonly<Record<string, SnsAttributeValue>> {
  const name = "message-attributes";
  return Object.fromEntries(
    Object.entries(values.object(name) ?? {}).map(([key, value]): [string, SnsAttributeValue] => {
      if (typeof value === "string" || typeof value === "number") return [key, value];
      if (Array.isArray(value)) {
        return [key, value.map((each: unknown) => (isScalar(each) ? each : JSON.stringify(each)))];
      }
      const binary = isObject(value) ? value["binary"] : undefined;
      if (typeof binary === "string") return [key, { binary }];
      return refuseOption(
        name,
        `takes texts, numbers, lists and { "binary": BASE64 }, not ${JSON.stringify(value)}`,
      );
    }),
  );
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function build(values: OptionValues, world: EventWorld): JsonObject {
  const subject = values.text("subject");
  const message = { message: values.text("message"), subject, attributes: attributesOf(values) };
  const event = buildSnsEvent(message, values.text("topic"), world);
  if (subject !== "") return event;
  // A notification without a subject has null.
  return {
    Records: event.Records.map((record) => ({ ...record, Sns: { ...record.Sns, Subject: null } })),
  };
}

export const snsEntries: readonly EventEntry[] = [
  {
    service: "sns",
    event: "notification",
    summary: "a notification of a topic",
    kind: "sns",
    batches: false,
    schema: snsSchema,
    build,
    options: [
      {
        name: "topic",
        default: "ExampleTopic",
        meaning: "name or logical id of the topic",
        kind: "text",
        resource: "topic",
      },
      {
        name: "subject",
        default: "example subject",
        meaning: "subject; empty for none",
        kind: "text",
      },
      { name: "message", default: "example message", meaning: "text of the message", kind: "text" },
      {
        name: "message-attributes",
        default: null,
        meaning: 'attributes: {"name": "text", "n": 1, "l": ["a"]}',
        kind: "json",
      },
    ],
  },
];
