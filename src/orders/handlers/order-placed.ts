import type { EventBridgeEvent } from "aws-lambda";

import { createLog, toLogLevel } from "../log.ts";
import { readLogLevelName } from "../stage-settings.ts";

/** What the event says of an order. */
export interface OrderPlaced {
  readonly orderId: string;
  readonly customerId: string;
  readonly items: readonly { readonly productId: string; readonly quantity: number }[];
}

/** Logs an `OrderPlaced` event of the source `orders.api`. */
export const handler = async (
  event: EventBridgeEvent<"OrderPlaced", OrderPlaced>,
): Promise<void> => {
  const log = createLog(toLogLevel(readLogLevelName(undefined, process.env)), {
    requestId: event.id,
  });
  const { orderId, customerId, items } = event.detail;
  log.info("order placed", {
    orderId,
    customerId,
    items,
    source: event.source,
    detailType: event["detail-type"],
  });
};
