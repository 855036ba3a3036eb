import { randomBytes } from "node:crypto";
import { defineProviderStates, type ProviderStateContext } from "lockstep-sam/pact";

type Order = Readonly<
  Record<string, string | readonly { readonly productId: string; readonly quantity: number }[]>
>;

/** The tables, which every state below writes into. */
function tablesOf({ state }: ProviderStateContext): NonNullable<ProviderStateContext["state"]> {
  if (state === null)
    throw new Error(
      "These provider states write into OrdersTable, and the target gives no access to it.",
    );
  return state;
}

/** Random, so that two runs on one table never meet. */
function randomId(prefix: "ORD" | "CUST"): string {
  return `${prefix}-${randomBytes(7).toString("hex").toUpperCase()}`;
}

function keyOf(orderId: string): { readonly PK: string; readonly SK: string } {
  return { PK: `ORDER#${orderId}`, SK: "METADATA" };
}

async function putOrder(
  context: ProviderStateContext,
  order: Order,
): Promise<{ readonly orderId: string; readonly customerId: string }> {
  const orderId = randomId("ORD");
  const customerId = randomId("CUST");
  await tablesOf(context).put("OrdersTable", {
    ...keyOf(orderId),
    orderId,
    customerId,
    items: [{ productId: "PROD-A", quantity: 2 }],
    createdAt: "2030-01-31T09:30:00.000Z",
    ...order,
  });
  return { orderId, customerId };
}

async function deleteOrder(context: ProviderStateContext): Promise<void> {
  const { orderId } = context.values;
  if (typeof orderId === "string") await tablesOf(context).delete("OrdersTable", keyOf(orderId));
}

/** The states the consumers of the Order API start from. */
export const providerStates = defineProviderStates({
  "an order exists": {
    setup: (context) => putOrder(context, { status: "created" }),
    teardown: deleteOrder,
  },
  "a shipped order exists": {
    setup: (context) => putOrder(context, { status: "shipped" }),
    teardown: deleteOrder,
  },
  // An id nobody has given out: nothing need be deleted to make it so.
  "an order does not exist": () => ({ orderId: randomId("ORD") }),
});
