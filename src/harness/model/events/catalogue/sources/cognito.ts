import type { JsonObject } from "../../../../core/json.ts";
import type { EventEntry } from "../event-entry.ts";
import type { EventOption } from "../event-option.ts";
import type { EventWorld } from "../event-world.ts";
import type { OptionValues } from "../option-values.ts";
import { eventOf, filledText, shape, text } from "../strict-schema.ts";
import { challengeTriggers } from "./cognito-challenges.ts";
import { metadataOption, type Trigger } from "./cognito-trigger.ts";
import { triggers } from "./cognito-triggers.ts";

const commonOptions: readonly EventOption[] = [
  {
    name: "user-pool-id",
    default: null,
    meaning: "id of the user pool (default: made up)",
    kind: "text",
  },
  { name: "user-name", default: "test-user", meaning: "name of the user", kind: "text" },
  { name: "client-id", default: "1example23456789", meaning: "id of the app client", kind: "text" },
  metadataOption,
];

function buildTrigger(trigger: Trigger, values: OptionValues, world: EventWorld): JsonObject {
  const source = values.text("trigger-source");
  return {
    version: trigger.version ?? "1",
    triggerSource: source,
    region: world.region,
    userPoolId: values.optional("user-pool-id") ?? `${world.region}_${world.ids.token(9)}`,
    userName: values.text("user-name"),
    callerContext: {
      awsSdkVersion: "aws-sdk-unknown-unknown",
      clientId: values.text("client-id"),
    },
    request: trigger.request(values, source),
    response: trigger.response,
  };
}

function entryOf(trigger: Trigger): EventEntry {
  const { event, summary, sources, options = [], aliases } = trigger;
  return {
    service: "cognito",
    event,
    summary: `${summary} (user pool)`,
    kind: "cognito",
    batches: false,
    ...(aliases === undefined ? {} : { aliases }),
    schema: eventOf(
      `Cognito user pool, ${event}`,
      shape({
        version: { const: trigger.version ?? "1" },
        triggerSource: { enum: sources },
        region: filledText,
        userPoolId: filledText,
        userName: text,
        callerContext: shape({ awsSdkVersion: filledText, clientId: filledText }),
        request: trigger.requestSchema,
        response: trigger.responseSchema,
      }),
    ),
    build: (values, world) => buildTrigger(trigger, values, world),
    options: [
      {
        name: "trigger-source",
        default: sources[0] ?? null,
        meaning: "what caused it",
        kind: "text",
        choices: sources,
      },
      ...commonOptions,
      ...options,
    ],
  };
}

export const cognitoEntries: readonly EventEntry[] = [...triggers, ...challengeTriggers].map(
  entryOf,
);
