import { checkText } from "./validation/check-text.ts";
import { isObject } from "./validation/is-object.ts";
import { CUSTOMER_ID, ORDER_ID } from "./validation/limits.ts";

/** Where a page of a customer's orders ends: the key of its last item in the table and in the index. */
export interface PageEnd {
  readonly PK: string;
  readonly SK: string;
  readonly customerId: string;
  readonly createdAt: string;
}

const NAMES = "PK,SK,createdAt,customerId";
const PARTITION = "ORDER#";
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The opaque text that a client sends back for the next page: the key as base64url. */
export function encodePagingToken({ PK, SK, customerId, createdAt }: PageEnd): string {
  return Buffer.from(JSON.stringify({ PK, SK, customerId, createdAt })).toString("base64url");
}

/** The key that a token names, or `undefined` for a token that was not given out for this customer. */
export function decodePagingToken(token: string, customerId: string): PageEnd | undefined {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.toString("base64url") !== token) {
    return undefined;
  }
  const end = parse(bytes.toString("utf8"));
  return isPageEnd(end) && end.customerId === customerId ? end : undefined;
}

/** Whether a value, for instance DynamoDB's LastEvaluatedKey, is the key of an order in table and index. */
export function isPageEnd(value: unknown): value is PageEnd {
  return (
    isObject(value) &&
    Object.keys(value).toSorted().join() === NAMES &&
    isPartition(value["PK"]) &&
    value["SK"] === "METADATA" &&
    checkText(value["customerId"], "customerId", CUSTOMER_ID).ok &&
    typeof value["createdAt"] === "string" &&
    INSTANT.test(value["createdAt"])
  );
}

function isPartition(value: unknown): boolean {
  return (
    typeof value === "string" &&
    value.startsWith(PARTITION) &&
    checkText(value.slice(PARTITION.length), "orderId", ORDER_ID).ok
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
