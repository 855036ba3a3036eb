import { checkText } from "./check-text.ts";
import type { Checked } from "./checked.ts";
import { ORDER_ID } from "./limits.ts";

/** Checks the path parameter `orderId`. */
export function checkOrderId(orderId: string | undefined): Checked<string> {
  return checkText(orderId, "orderId", ORDER_ID);
}
