const text = { type: "string" };

/**
 * What every event of EventBridge is, as far as it is sure. Members beside these are not excluded.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export const eventEnvelope = {
  type: "object",
  required: ["version", "id", "detail-type", "source", "account", "time", "region", "detail"],
  properties: {
    version: text,
    id: text,
    "detail-type": text,
    source: text,
    account: text,
    time: text,
    region: text,
    resources: { type: "array", items: text },
    detail: { type: "object" },
  },
} as const;
