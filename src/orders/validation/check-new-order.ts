import type { NewOrder, OrderItem, Shipping } from "../order.ts";
import { accept, checkOptional, refuse, refuseAll, type Checked } from "./checked.ts";
import { checkDate } from "./check-date.ts";
import { checkInteger } from "./check-integer.ts";
import { checkText } from "./check-text.ts";
import { isObject } from "./is-object.ts";
import { CUSTOMER_ID, ITEM_COUNT, NOTE, PRODUCT_ID, QUANTITY, SHIPPING } from "./limits.ts";

const PROPERTIES = ["customerId", "items", "shipping", "deliverOn", "note"];
const ITEM_PROPERTIES = ["productId", "quantity"];

/** Checks the body of createOrder against every bound that openapi.yaml sets for it. */
export function checkNewOrder(body: unknown): Checked<NewOrder> {
  if (!isObject(body)) {
    return refuse("the body must be a JSON object");
  }
  const names = checkNames(body, PROPERTIES, "");
  const customerId = checkText(body["customerId"], "customerId", CUSTOMER_ID);
  const items = checkItems(body["items"], "items");
  const shipping = checkOptional(body["shipping"], "shipping", checkShipping);
  const deliverOn = checkOptional(body["deliverOn"], "deliverOn", checkDate);
  const note = checkOptional(body["note"], "note", (value, at) => checkText(value, at, NOTE));
  if (!(names.ok && customerId.ok && items.ok && shipping.ok && deliverOn.ok && note.ok)) {
    return refuseAll([names, customerId, items, shipping, deliverOn, note]);
  }
  return accept({
    customerId: customerId.value,
    items: items.value,
    ...(shipping.value === undefined ? {} : { shipping: shipping.value }),
    ...(deliverOn.value === undefined ? {} : { deliverOn: deliverOn.value }),
    ...(note.value === undefined ? {} : { note: note.value }),
  });
}

function checkItems(value: unknown, at: string): Checked<readonly OrderItem[]> {
  if (value === undefined) {
    return refuse(`${at} is required`);
  }
  if (!Array.isArray(value)) {
    return refuse(`${at} must be an array`);
  }
  if (value.length < ITEM_COUNT.min) {
    return refuse(`${at} must hold at least ${ITEM_COUNT.min} item`);
  }
  if (value.length > ITEM_COUNT.max) {
    return refuse(`${at} must hold at most ${ITEM_COUNT.max} items`);
  }
  const items = value.map((item, index) => checkItem(item, `${at}[${index}]`));
  return items.every((item) => item.ok)
    ? accept(items.map((item) => item.value))
    : refuseAll(items);
}

function checkItem(value: unknown, at: string): Checked<OrderItem> {
  if (!isObject(value)) {
    return refuse(`${at} must be an object`);
  }
  const names = checkNames(value, ITEM_PROPERTIES, `${at}.`);
  const productId = checkText(value["productId"], `${at}.productId`, PRODUCT_ID);
  const quantity = checkInteger(value["quantity"], `${at}.quantity`, QUANTITY);
  return names.ok && productId.ok && quantity.ok
    ? accept({ productId: productId.value, quantity: quantity.value })
    : refuseAll([names, productId, quantity]);
}

function checkShipping(value: unknown, at: string): Checked<Shipping> {
  const shipping = SHIPPING.find((known) => known === value);
  return shipping === undefined
    ? refuse(`${at} must be one of ${SHIPPING.join(", ")}`)
    : accept(shipping);
}

function checkNames(value: object, known: readonly string[], prefix: string): Checked<undefined> {
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  return unknown.length === 0
    ? accept(undefined)
    : refuse(...unknown.map((name) => `${prefix}${name} is not a known property`));
}
