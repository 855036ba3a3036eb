export type OrderStatus = "created" | "shipped" | "cancelled";

export type Shipping = "standard" | "express";

export interface OrderItem {
  readonly productId: string;
  readonly quantity: number;
}

/** What a customer asks for, before the service gives it an id. */
export interface NewOrder {
  readonly customerId: string;
  readonly items: readonly OrderItem[];
  readonly shipping?: Shipping;
  /** Day of the delivery, `YYYY-MM-DD`. */
  readonly deliverOn?: string;
  readonly note?: string;
}

export interface Order extends NewOrder {
  readonly orderId: string;
  readonly status: OrderStatus;
  /** ISO 8601, UTC, milliseconds. */
  readonly createdAt: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly cancelledAt?: string;
}
