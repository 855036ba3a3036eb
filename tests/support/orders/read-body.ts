import { isObject, type JsonValue } from "../../../src/harness/core/json.ts";

/** A text of a JSON body. Throws where there is none of that name. */
export function textOf(json: JsonValue, name: string): string {
  const value = isObject(json) ? json[name] : undefined;
  if (typeof value !== "string") throw new Error(`${name} is no text in ${JSON.stringify(json)}`);
  return value;
}

/** A page of orders, by their ids. */
export interface OrderPage {
  readonly orders: readonly string[];
  readonly nextToken?: string;
}

function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Reads an answer of listOrders. */
export function readOrderPage(json: JsonValue): OrderPage {
  const { orders, nextToken } = isObject(json) ? json : {};
  if (!isList(orders)) throw new Error(`There are no orders in ${JSON.stringify(json)}`);
  return {
    orders: orders.map((order) => textOf(order, "orderId")),
    ...(typeof nextToken === "string" ? { nextToken } : {}),
  };
}
