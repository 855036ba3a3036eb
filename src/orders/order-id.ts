import { randomBytes } from "node:crypto";

/** A new order id: `ORD-` and 64 random bits as 16 capital hexadecimal digits. */
export function newOrderId(): string {
  return `ORD-${randomBytes(8).toString("hex").toUpperCase()}`;
}
