import type { JsonObject, JsonValue } from "../../../src/harness/core/json.ts";

/** A request of an operation in plain values. */
export interface BoundRequest {
  readonly path?: JsonObject;
  readonly query?: JsonObject;
  readonly body?: JsonValue;
}

/** What the service answers to a request. */
export interface BoundAnswer {
  readonly status: number;
  /** What the body must say, where the status alone does not tell one refusal from another. */
  readonly says?: RegExp;
}

/** A bound of the request side: values at it and values beyond it. */
export interface RequestBound {
  /** Pointer of the keyword in openapi.yaml. */
  readonly bound: string;
  readonly operation: string;
  readonly what: string;
  readonly within: readonly BoundRequest[];
  readonly accepted: BoundAnswer;
  /** Each breaks this bound and no other. */
  readonly beyond: readonly BoundRequest[];
  readonly refused: BoundAnswer;
}

type Row = Omit<RequestBound, "operation" | "accepted" | "refused"> & {
  readonly accepted?: BoundAnswer;
  readonly refused?: BoundAnswer;
};

const schemas = "/components/schemas";
const refused: BoundAnswer = { status: 400 };

/** Neighbours of the characters the ids may hold: each falls just outside `0-9` or `A-Z`. */
const strangers = [":", "@", "[", "a", "z", "_", "é"];

const item = { productId: "PROD-A", quantity: 1 };
const order = { customerId: "CUST-001", items: [item] };

const withOrder = (parts: JsonObject): BoundRequest => ({ body: { ...order, ...parts } });
const withItem = (parts: JsonObject): BoundRequest => withOrder({ items: [{ ...item, ...parts }] });
const withItems = (count: number): BoundRequest =>
  withOrder({ items: Array.from({ length: count }, () => item) });
const withoutMember = (value: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

function rows(
  operation: string,
  accepted: BoundAnswer,
  list: readonly Row[],
): readonly RequestBound[] {
  return list.map((row) => ({ accepted, refused, ...row, operation }));
}

function customerIdRows(ask: (customerId: string) => BoundRequest): readonly Row[] {
  return [
    {
      bound: `${schemas}/CustomerId/minLength`,
      what: "customerId has at least 8 characters",
      within: [ask("CUST-001")],
      beyond: [ask("CUST-01")],
    },
    {
      bound: `${schemas}/CustomerId/maxLength`,
      what: "customerId has at most 20 characters",
      within: [ask("CUST-0123456789ABCDE")],
      beyond: [ask("CUST-0123456789ABCDEF")],
    },
    {
      bound: `${schemas}/CustomerId/pattern`,
      what: "customerId is CUST- and digits or capitals",
      within: [ask("CUST-09AZ")],
      beyond: [
        ...strangers.map((character) => ask(`CUST-0${character}0`)),
        ask("XCUST-001"),
        ask("CUST-001-"),
        ask("cust-001"),
        ask("CUST0001"),
      ],
    },
  ];
}

function orderIdRows(): readonly Row[] {
  const ask = (orderId: string): BoundRequest => ({ path: { orderId } });
  return [
    {
      bound: `${schemas}/OrderId/minLength`,
      what: "orderId has at least 7 characters",
      within: [ask("ORD-000")],
      beyond: [ask("ORD-00")],
    },
    {
      bound: `${schemas}/OrderId/maxLength`,
      what: "orderId has at most 24 characters",
      within: [ask("ORD-0123456789ABCDEFGHIJ")],
      beyond: [ask("ORD-0123456789ABCDEFGHIJK")],
    },
    {
      bound: `${schemas}/OrderId/pattern`,
      what: "orderId is ORD- and digits or capitals",
      within: [ask("ORD-09AZ")],
      beyond: [
        ...strangers.map((character) => ask(`ORD-0${character}0`)),
        ask("XORD-000"),
        ask("ORD-000-"),
        ask("ord-000"),
        ask("ORD0000"),
      ],
    },
  ];
}

const createOrder = rows("createOrder", { status: 201 }, [
  ...customerIdRows((customerId) => withOrder({ customerId })),
  {
    bound: `${schemas}/OrderItem/properties/productId/maxLength`,
    what: "productId has at most 24 characters",
    within: [withItem({ productId: "PROD-0123456789ABCDEFGHI" })],
    beyond: [withItem({ productId: "PROD-0123456789ABCDEFGHIJ" })],
  },
  {
    bound: `${schemas}/OrderItem/properties/productId/pattern`,
    what: "productId is PROD- and digits or capitals, one at least",
    within: [withItem({ productId: "PROD-0" }), withItem({ productId: "PROD-09AZ" })],
    beyond: [
      ...strangers.map((character) => withItem({ productId: `PROD-0${character}0` })),
      withItem({ productId: "PROD-" }),
      withItem({ productId: "XPROD-0" }),
      withItem({ productId: "PROD-0-" }),
      withItem({ productId: "prod-0" }),
      withItem({ productId: "PROD/0" }),
    ],
  },
  {
    bound: `${schemas}/OrderItem/properties/quantity/minimum`,
    what: "quantity is at least 1",
    within: [withItem({ quantity: 1 })],
    beyond: [withItem({ quantity: 0 })],
  },
  {
    bound: `${schemas}/OrderItem/properties/quantity/maximum`,
    what: "quantity is at most 100",
    within: [withItem({ quantity: 100 })],
    beyond: [withItem({ quantity: 101 })],
  },
  {
    bound: `${schemas}/OrderItem/required`,
    what: "an item has productId and quantity",
    within: [withItem({})],
    beyond: ["productId", "quantity"].map((name) =>
      withOrder({ items: [withoutMember(item, name)] }),
    ),
  },
  {
    bound: `${schemas}/OrderItem/additionalProperties`,
    what: "an item has nothing else",
    within: [withItem({})],
    beyond: [withItem({ colour: "red" })],
  },
  {
    bound: `${schemas}/NewOrder/properties/items/minItems`,
    what: "an order has at least 1 item",
    within: [withItems(1)],
    beyond: [withItems(0)],
  },
  {
    bound: `${schemas}/NewOrder/properties/items/maxItems`,
    what: "an order has at most 20 items",
    within: [withItems(20)],
    beyond: [withItems(21)],
  },
  {
    bound: `${schemas}/Shipping/enum`,
    what: "shipping is standard or express",
    within: ["standard", "express"].map((shipping) => withOrder({ shipping })),
    beyond: ["Standard", "overnight", ""].map((shipping) => withOrder({ shipping })),
  },
  {
    bound: `${schemas}/NewOrder/properties/deliverOn/format`,
    what: "deliverOn is a day of the calendar",
    within: ["2028-02-29", "2030-12-31"].map((deliverOn) => withOrder({ deliverOn })),
    beyond: ["2030-02-29", "2030-13-01", "2030-2-01", "tomorrow"].map((deliverOn) =>
      withOrder({ deliverOn }),
    ),
  },
  {
    bound: `${schemas}/NewOrder/properties/note/minLength`,
    what: "note has at least 1 character",
    within: [withOrder({ note: "x" })],
    beyond: [withOrder({ note: "" })],
  },
  {
    bound: `${schemas}/NewOrder/properties/note/maxLength`,
    what: "note has at most 200 characters, counted as code points",
    within: [withOrder({ note: "x".repeat(200) }), withOrder({ note: "😀".repeat(200) })],
    beyond: [withOrder({ note: "x".repeat(201) }), withOrder({ note: "😀".repeat(201) })],
  },
  {
    bound: `${schemas}/NewOrder/required`,
    what: "an order has customerId and items",
    within: [{ body: order }],
    beyond: ["customerId", "items"].map((name) => ({ body: withoutMember(order, name) })),
  },
  {
    bound: `${schemas}/NewOrder/additionalProperties`,
    what: "an order has nothing else",
    within: [{ body: order }],
    beyond: [withOrder({ priority: 1 })],
  },
  {
    bound: "/paths/~1orders/post/requestBody/required",
    what: "there is a body",
    within: [{ body: order }],
    beyond: [{}],
  },
]);

const customerId = "CUST-NOBODY";
const withQuery = (parts: JsonObject): BoundRequest => ({ query: { customerId, ...parts } });
const parameters = "/paths/~1orders/get/parameters";

/** No token that long is ever given out: within the bound, the service goes on to say so. */
const notGivenOut: BoundAnswer = { status: 400, says: /was not given out for this customer/ };

const listOrders = rows("listOrders", { status: 200 }, [
  ...customerIdRows((id) => ({ query: { customerId: id } })),
  {
    bound: `${parameters}/0/required`,
    what: "customerId is there",
    within: [withQuery({})],
    beyond: [{}],
  },
  {
    bound: `${parameters}/1/required`,
    what: "limit may be left out",
    within: [withQuery({})],
    beyond: [],
  },
  {
    bound: `${parameters}/2/required`,
    what: "nextToken may be left out",
    within: [withQuery({})],
    beyond: [],
  },
  {
    bound: `${parameters}/1/schema/minimum`,
    what: "limit is at least 1",
    within: [withQuery({ limit: 1 })],
    beyond: [withQuery({ limit: 0 })],
  },
  {
    bound: `${parameters}/1/schema/maximum`,
    what: "limit is at most 50",
    within: [withQuery({ limit: 50 })],
    beyond: [withQuery({ limit: 51 })],
  },
  {
    bound: `${schemas}/PagingToken/maxLength`,
    what: "nextToken has at most 512 characters",
    within: [withQuery({ nextToken: "A".repeat(512) })],
    accepted: notGivenOut,
    beyond: [withQuery({ nextToken: "A".repeat(513) })],
    refused: { status: 400, says: /nextToken must have a length of at most 512/ },
  },
  {
    bound: `${schemas}/PagingToken/pattern`,
    what: "nextToken is base64url without padding",
    within: [withQuery({ nextToken: "AZaz09_-" }), withQuery({ nextToken: "A" })],
    accepted: notGivenOut,
    beyond: ["AZaz09+/", "AZaz09==", "AZaz 09_", "AZaz09.-", ".AZaz09", "AZaz09."].map(
      (nextToken) => withQuery({ nextToken }),
    ),
    refused: { status: 400, says: /nextToken must match/ },
  },
]);

/** A well-formed id that nobody has been given: the service looks for it. */
const unknownOrder: BoundAnswer = { status: 404 };

/** Every bound of the request side of openapi.yaml, by operation. */
export const requestBounds: readonly RequestBound[] = [
  ...createOrder,
  ...listOrders,
  ...rows("getOrder", unknownOrder, orderIdRows()),
  ...rows("cancelOrder", unknownOrder, orderIdRows()),
];
