import type { JsonObject } from "../../../../core/json.ts";
import { encodeBase64 } from "../../base64.ts";
import type { EventEntry } from "../event-entry.ts";
import { arnIn, type EventWorld } from "../event-world.ts";
import { type OptionValues } from "../option-values.ts";
import { storedGzip } from "../stored-gzip.ts";
import {
  account,
  anyObject,
  arn,
  base64,
  eventOf,
  filledList,
  filledText,
  flag,
  number,
  shape,
  text,
} from "../strict-schema.ts";
import { envelopeIn, envelopeSchema } from "./eventbridge.ts";

/** Lines of a log group that a subscription sends: `CloudWatchLogsEvent` of @types/aws-lambda. */
export type LogsEvent = { awslogs: { data: string } };

/** Lines of a log, and where they stand. */
export interface LogLines {
  readonly group: string;
  readonly stream: string;
  readonly filter: string;
  readonly messages: readonly string[];
}

/**
 * Builds what a subscription of a log group sends: JSON in gzip in Base64.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
export function buildLogsEvent(
  lines: LogLines,
  { ids, now, account: owner }: EventWorld,
): LogsEvent {
  const payload = {
    messageType: "DATA_MESSAGE",
    owner,
    logGroup: lines.group,
    logStream: lines.stream,
    subscriptionFilters: [lines.filter],
    logEvents: lines.messages.map((message, index) => ({
      id: `3${ids.digits(55)}`,
      timestamp: now + index,
      message,
    })),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  return { awslogs: { data: encodeBase64(storedGzip(bytes)) } };
}

function buildLogs(values: OptionValues, world: EventWorld): JsonObject {
  return buildLogsEvent(
    {
      group: values.text("log-group"),
      stream: values.text("log-stream"),
      filter: values.text("filter"),
      messages: values.each(() => values.text("message")),
    },
    world,
  );
}

function buildScheduled(values: OptionValues, world: EventWorld): JsonObject {
  return envelopeIn(
    {
      source: "aws.events",
      detailType: "Scheduled Event",
      detail: {},
      resources: [arnIn(world, "events", `rule/${values.text("rule")}`)],
    },
    world,
  );
}

/** CloudWatch writes times as `2030-01-01T00:00:00.000+0000`. */
function alarmTime(time: number): string {
  return new Date(time).toISOString().replace("Z", "+0000");
}

function buildAlarm(values: OptionValues, world: EventWorld): JsonObject {
  const name = values.text("alarm");
  const state = values.text("state");
  return {
    source: "aws.cloudwatch",
    alarmArn: arnIn(world, "cloudwatch", `alarm:${name}`),
    accountId: world.account,
    time: alarmTime(world.now),
    region: world.region,
    alarmData: {
      alarmName: name,
      state: {
        value: state,
        reason: values.text("reason"),
        timestamp: alarmTime(world.now),
      },
      previousState: {
        value: state === "OK" ? "ALARM" : "OK",
        reason: "Threshold Crossed: no datapoints were received.",
        timestamp: alarmTime(world.now - 300_000),
      },
      configuration: {
        description: "An alarm",
        metrics: [
          {
            id: "m1",
            metricStat: {
              metric: {
                namespace: values.text("namespace"),
                name: values.text("metric"),
                dimensions: {},
              },
              period: 300,
              stat: "Average",
            },
            returnData: true,
          },
        ],
      },
    },
  };
}

const alarmState = shape({
  value: { enum: ["ALARM", "OK", "INSUFFICIENT_DATA"] },
  reason: text,
  timestamp: filledText,
});

export const cloudwatchEntries: readonly EventEntry[] = [
  {
    service: "cloudwatch",
    event: "scheduled-event",
    aliases: ["eventbridge scheduled-event"],
    summary: "a rule with a schedule",
    kind: "eventbridge",
    batches: false,
    schema: envelopeSchema("Scheduled event", {
      source: "aws.events",
      detailType: "Scheduled Event",
      detail: shape({}),
    }),
    build: buildScheduled,
    options: [
      {
        name: "rule",
        default: "ExampleRule",
        meaning: "name or logical id of the rule",
        kind: "text",
        resource: "rule",
      },
    ],
  },
  {
    service: "cloudwatch",
    event: "logs",
    summary: "lines of a log group, from a subscription",
    kind: "cloudwatch-logs",
    batches: true,
    schema: eventOf(
      "CloudWatch Logs subscription",
      shape({ awslogs: shape({ data: { ...base64, minLength: 1 } }) }),
    ),
    build: buildLogs,
    options: [
      {
        name: "message",
        default: "[ERROR] First test message",
        meaning: "text of a line",
        kind: "text",
      },
      { name: "log-group", default: "/aws/lambda/my-function", meaning: "log group", kind: "text" },
      {
        name: "log-stream",
        default: "2030/01/01/[$LATEST]0123456789abcdef0123456789abcdef",
        meaning: "log stream",
        kind: "text",
      },
      {
        name: "filter",
        default: "my-filter",
        meaning: "name of the subscription filter",
        kind: "text",
      },
    ],
  },
  {
    service: "cloudwatch",
    event: "alarm",
    summary: "an alarm that calls a function",
    kind: null,
    batches: false,
    schema: eventOf(
      "CloudWatch alarm",
      shape({
        source: { const: "aws.cloudwatch" },
        alarmArn: arn("cloudwatch"),
        accountId: account,
        time: filledText,
        region: filledText,
        alarmData: shape({
          alarmName: filledText,
          state: alarmState,
          previousState: alarmState,
          configuration: shape({
            description: text,
            metrics: filledList(
              shape({
                id: filledText,
                metricStat: shape({
                  metric: shape({ namespace: filledText, name: filledText, dimensions: anyObject }),
                  period: number,
                  stat: filledText,
                }),
                returnData: flag,
              }),
            ),
          }),
        }),
      }),
    ),
    build: buildAlarm,
    options: [
      { name: "alarm", default: "my-alarm", meaning: "name of the alarm", kind: "text" },
      {
        name: "state",
        default: "ALARM",
        meaning: "its new state",
        kind: "text",
        choices: ["ALARM", "OK", "INSUFFICIENT_DATA"],
      },
      {
        name: "reason",
        default: "Threshold Crossed: 1 datapoint was greater than the threshold.",
        meaning: "why it changed",
        kind: "text",
      },
      {
        name: "namespace",
        default: "AWS/Lambda",
        meaning: "namespace of the metric",
        kind: "text",
      },
      { name: "metric", default: "Errors", meaning: "name of the metric", kind: "text" },
    ],
  },
];
