import type { Order, OrderItem, OrderStatus, Shipping } from "./order.ts";
import { isObject } from "./validation/is-object.ts";
import { SHIPPING } from "./validation/limits.ts";

/** An item of the orders table. */
export type Item = Readonly<Record<string, unknown>>;

const STATUSES: readonly OrderStatus[] = ["created", "shipped", "cancelled"];

/** The primary key of an order. */
export function orderKey(orderId: string): { readonly PK: string; readonly SK: string } {
  return { PK: `ORDER#${orderId}`, SK: "METADATA" };
}

export function toItem(order: Order): Item {
  return { ...orderKey(order.orderId), ...order };
}

/**
 * The order in an item of the table; attributes that are none of an order's stay behind.
 *
 * @throws Error named `MalformedItemError` when the item is no order, because something else wrote it.
 */
export function toOrder(item: Item): Order {
  const { orderId, customerId, items, status, createdAt, shipping, deliverOn, note, cancelledAt } =
    item;
  if (
    typeof orderId !== "string" ||
    typeof customerId !== "string" ||
    typeof createdAt !== "string" ||
    !isStatus(status) ||
    !isItems(items)
  ) {
    const error = new Error(`the item ${String(item["PK"])} is no order`);
    error.name = "MalformedItemError";
    throw error;
  }
  return {
    orderId,
    customerId,
    items: items.map(({ productId, quantity }) => ({ productId, quantity })),
    ...(isShipping(shipping) ? { shipping } : {}),
    ...(typeof deliverOn === "string" ? { deliverOn } : {}),
    ...(typeof note === "string" ? { note } : {}),
    status,
    createdAt,
    ...(typeof cancelledAt === "string" ? { cancelledAt } : {}),
  };
}

function isStatus(value: unknown): value is OrderStatus {
  return STATUSES.some((status) => status === value);
}

function isShipping(value: unknown): value is Shipping {
  return SHIPPING.some((shipping) => shipping === value);
}

function isItems(value: unknown): value is readonly OrderItem[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item: unknown) =>
        isObject(item) &&
        typeof item["productId"] === "string" &&
        typeof item["quantity"] === "number",
    )
  );
}
