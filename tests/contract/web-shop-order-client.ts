import type { Got } from "got";

/** An order as the web shop shows it. */
export interface ShownOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly status: string;
}

/** The web shop's own view of the Order API: what it sends, and what it makes of the answers. */
export interface OrderClient {
  place(
    customerId: string,
    items: readonly { readonly productId: string; readonly quantity: number }[],
  ): Promise<unknown>;
  /** `null` for an order that does not exist. */
  show(orderId: string): Promise<ShownOrder | null>;
  list(customerId: string): Promise<readonly ShownOrder[]>;
  /** `shipped` when it is too late. */
  cancel(orderId: string): Promise<"cancelled" | "shipped">;
}

/** The client the web shop uses, on the base URL of a stage. */
export function createOrderClient(got: Got, baseUrl: string): OrderClient {
  const client = got.extend({
    prefixUrl: baseUrl,
    retry: { limit: 0 },
    throwHttpErrors: false,
    responseType: "json",
  });
  return {
    async place(customerId, items) {
      const response = await client.post<unknown>("orders", { json: { customerId, items } });
      if (response.statusCode !== 201)
        throw new Error(`The order was refused with ${response.statusCode}.`);
      return response.body;
    },
    async show(orderId) {
      const response = await client.get<ShownOrder>(`orders/${orderId}`);
      return response.statusCode === 404 ? null : response.body;
    },
    async list(customerId) {
      const response = await client.get<{ readonly orders: readonly ShownOrder[] }>("orders", {
        searchParams: { customerId },
      });
      return response.body.orders;
    },
    async cancel(orderId) {
      const response = await client.post(`orders/${orderId}/cancel`);
      return response.statusCode === 409 ? "shipped" : "cancelled";
    },
  };
}
