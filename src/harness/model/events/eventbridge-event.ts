import type { JsonObject } from "../../core/json.ts";

/** What an EventBridge event is made of; id, time and place come from the caller. */
export interface EventBridgeEventInput {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  /** A UUID. */
  readonly id: string;
  /** Milliseconds since the Unix epoch; the event has whole seconds. */
  readonly time: number;
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** ARNs; none by default. */
  readonly resources?: readonly string[];
}

/** The envelope EventBridge delivers, keys in the service's order. */
export type EventBridgeEvent = {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
};

/**
 * Builds the envelope a rule's target receives. The bus name is not part of it.
 *
 * @example
 * buildEventBridgeEvent({ source: "orders", detailType: "OrderPlaced", detail: { orderId: "1" }, … })
 */
export function buildEventBridgeEvent(input: EventBridgeEventInput): EventBridgeEvent {
  return {
    version: "0",
    id: input.id,
    "detail-type": input.detailType,
    source: input.source,
    account: input.account,
    time: `${new Date(input.time).toISOString().slice(0, 19)}Z`,
    region: input.region,
    resources: [...(input.resources ?? [])],
    detail: input.detail,
  };
}
