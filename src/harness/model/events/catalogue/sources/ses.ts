import type { JsonObject } from "../../../../core/json.ts";
import type { EventEntry } from "../event-entry.ts";
import { arnIn, isoTime, type EventWorld } from "../event-world.ts";
import { type OptionValues } from "../option-values.ts";
import {
  arn,
  filledList,
  filledText,
  flag,
  integer,
  recordsOf,
  shape,
  text,
  textList,
  time,
} from "../strict-schema.ts";

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A time as mail has it: `Tue, 1 Jan 2030 00:00:00 +0000` (RFC 5322). */
function mailTime(now: number): string {
  const date = new Date(now);
  const day = `${days[date.getUTCDay()]}, ${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
  return `${day} ${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000`;
}

function build(values: OptionValues, world: EventWorld): JsonObject {
  const { ids, now } = world;
  const from = values.text("from");
  const to = values.list("to");
  const subject = values.text("subject");
  const suffix = values.optional("dns-suffix") ?? `${world.region}.amazonses.com`;
  const messageId = `<${ids.hex(16)}-${ids.uuid()}-000000@${suffix}>`;
  const date = mailTime(now);
  const passed = { status: "PASS" };
  const header = (name: string, value: string): JsonObject => ({ name, value });
  return {
    Records: [
      {
        eventSource: "aws:ses",
        eventVersion: "1.0",
        ses: {
          mail: {
            timestamp: isoTime(world),
            source: from,
            messageId: ids.token(40).toLowerCase(),
            destination: to,
            headersTruncated: false,
            headers: [
              header("Return-Path", `<${from}>`),
              header("From", from),
              header("To", to.join(", ")),
              header("Date", date),
              header("Message-ID", messageId),
              header("Subject", subject),
              header("MIME-Version", "1.0"),
              header("Content-Type", "text/plain; charset=UTF-8"),
            ],
            commonHeaders: { returnPath: from, from: [from], date, to, messageId, subject },
          },
          receipt: {
            timestamp: isoTime(world),
            processingTimeMillis: 574,
            recipients: to,
            spamVerdict: passed,
            virusVerdict: passed,
            spfVerdict: passed,
            dkimVerdict: passed,
            dmarcVerdict: passed,
            // Told of mail that fails DMARC; none asks for nothing.
            dmarcPolicy: "none",
            action: {
              type: "Lambda",
              functionArn: arnIn(world, "lambda", `function:${values.text("function-name")}`),
              invocationType: "Event",
            },
          },
        },
      },
    ],
  };
}

const verdict = shape({
  status: { enum: ["PASS", "FAIL", "GRAY", "PROCESSING_FAILED", "DISABLED"] },
});

export const sesEntries: readonly EventEntry[] = [
  {
    service: "ses",
    event: "email-receiving",
    summary: "mail was received",
    kind: null,
    batches: false,
    schema: recordsOf(
      "SES mail",
      shape({
        eventSource: { const: "aws:ses" },
        eventVersion: { const: "1.0" },
        ses: shape({
          mail: shape({
            timestamp: time,
            source: filledText,
            messageId: filledText,
            destination: filledList(filledText),
            headersTruncated: flag,
            headers: filledList(shape({ name: filledText, value: text })),
            commonHeaders: shape({
              returnPath: text,
              from: textList,
              date: filledText,
              to: textList,
              messageId: { type: "string", pattern: "^<[^<>]+@[^<>]+>$" },
              subject: text,
            }),
          }),
          receipt: shape(
            {
              timestamp: time,
              processingTimeMillis: integer,
              recipients: filledList(filledText),
              spamVerdict: verdict,
              virusVerdict: verdict,
              spfVerdict: verdict,
              dkimVerdict: verdict,
              dmarcVerdict: verdict,
              action: shape({
                type: { const: "Lambda" },
                functionArn: arn("lambda"),
                invocationType: { enum: ["Event", "RequestResponse"] },
              }),
            },
            { dmarcPolicy: { enum: ["none", "quarantine", "reject"] } },
          ),
        }),
      }),
    ),
    build,
    options: [
      {
        name: "from",
        default: "sender@example.com",
        meaning: "address of the sender",
        kind: "text",
      },
      {
        name: "to",
        default: "recipient@example.com",
        meaning: "addresses, separated by commas",
        kind: "text",
      },
      { name: "subject", default: "Test Subject", meaning: "subject of the mail", kind: "text" },
      {
        name: "function-name",
        default: "my-function",
        meaning: "name of the function",
        kind: "text",
      },
      {
        name: "dns-suffix",
        default: null,
        meaning: "end of the message id (default: that of the region)",
        kind: "text",
      },
    ],
  },
];
