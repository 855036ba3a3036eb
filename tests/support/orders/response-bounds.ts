import type { JsonObject, JsonValue } from "../../../src/harness/core/json.ts";

/** A bound of the response side: bodies at it and bodies beyond it. */
export interface ResponseBound {
  /** Pointer of the keyword in openapi.yaml. */
  readonly bound: string;
  readonly operation: string;
  readonly status: number;
  readonly what: string;
  readonly within: readonly JsonValue[];
  /** Each breaks this bound and no other. */
  readonly beyond: readonly JsonValue[];
}

const schemas = "/components/schemas";

type Build = (parts: JsonObject) => JsonObject;
type Row = Omit<ResponseBound, "operation" | "status">;

const item = { productId: "PROD-A", quantity: 2 };
const order = {
  orderId: "ORD-7F3A9C21D4E8B605",
  customerId: "CUST-001",
  items: [item],
  status: "created",
  createdAt: "2030-01-31T09:30:00.000Z",
};

const withOrder: Build = (parts) => ({ ...order, ...parts });
const withItem: Build = (parts) => withOrder({ items: [{ ...item, ...parts }] });
const withoutMember = (value: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

/** Rows whose bodies differ in one member. */
function memberRows(
  build: Build,
  member: string,
  list: readonly (readonly [
    bound: string,
    what: string,
    within: readonly JsonValue[],
    beyond: readonly JsonValue[],
  ])[],
): readonly Row[] {
  return list.map(([bound, what, within, beyond]) => ({
    bound: `${schemas}/${bound}`,
    what: `${member} ${what}`,
    within: within.map((value) => build({ [member]: value })),
    beyond: beyond.map((value) => build({ [member]: value })),
  }));
}

/** Every required member is missed, an unknown one refused. */
function objectRows(
  schema: string,
  whole: JsonObject,
  required: readonly string[],
): readonly Row[] {
  return [
    {
      bound: `${schemas}/${schema}/required`,
      what: `${schema} has ${required.join(", ")}`,
      within: [
        Object.fromEntries(Object.entries(whole).filter(([name]) => required.includes(name))),
      ],
      beyond: required.map((name) => withoutMember(whole, name)),
    },
    {
      bound: `${schemas}/${schema}/additionalProperties`,
      what: `${schema} has nothing else`,
      within: [whole],
      beyond: [{ ...whole, extra: 1 }],
    },
  ];
}

function orderIdRows(build: Build): readonly Row[] {
  return memberRows(build, "orderId", [
    ["OrderId/minLength", "has at least 7 characters", ["ORD-001"], ["ORD-01"]],
    [
      "OrderId/maxLength",
      "has at most 24 characters",
      ["ORD-0123456789ABCDEFGHIJ"],
      ["ORD-0123456789ABCDEFGHIJK"],
    ],
    [
      "OrderId/pattern",
      "is ORD- and digits or capitals",
      ["ORD-09AZ"],
      ["ORD-0a0", "ORD-0:0", "ORD-0@0", "ORD-0[0", "XORD-000", "ORD-000-", "ORD0000"],
    ],
  ]);
}

const orderRows: readonly Row[] = [
  ...orderIdRows(withOrder),
  ...memberRows(withOrder, "customerId", [
    ["CustomerId/minLength", "has at least 8 characters", ["CUST-001"], ["CUST-01"]],
    [
      "CustomerId/maxLength",
      "has at most 20 characters",
      ["CUST-0123456789ABCDE"],
      ["CUST-0123456789ABCDEF"],
    ],
    [
      "CustomerId/pattern",
      "is CUST- and digits or capitals",
      ["CUST-09AZ"],
      ["CUST-0a0", "CUST-0:0", "CUST-0@0", "CUST-0[0", "XCUST-001", "CUST-001-", "CUST0001"],
    ],
  ]),
  ...memberRows(withOrder, "items", [
    ["Order/properties/items/minItems", "holds at least 1 item", [[item]], [[]]],
    [
      "Order/properties/items/maxItems",
      "holds at most 20 items",
      [Array.from({ length: 20 }, () => item)],
      [Array.from({ length: 21 }, () => item)],
    ],
  ]),
  ...memberRows(withItem, "productId", [
    [
      "OrderItem/properties/productId/maxLength",
      "has at most 24 characters",
      ["PROD-0123456789ABCDEFGHI"],
      ["PROD-0123456789ABCDEFGHIJ"],
    ],
    [
      "OrderItem/properties/productId/pattern",
      "is PROD- and digits or capitals",
      ["PROD-0", "PROD-09AZ"],
      ["PROD-", "PROD-a", "PROD-:", "PROD-@", "PROD-[", "PROD-/", "XPROD-0", "PROD-0-"],
    ],
  ]),
  ...memberRows(withItem, "quantity", [
    ["OrderItem/properties/quantity/minimum", "is at least 1", [1], [0]],
    ["OrderItem/properties/quantity/maximum", "is at most 100", [100], [101]],
  ]),
  ...memberRows(withOrder, "shipping", [
    ["Shipping/enum", "is standard or express", ["standard", "express"], ["overnight"]],
  ]),
  ...memberRows(withOrder, "deliverOn", [
    ["Order/properties/deliverOn/format", "is a day", ["2028-02-29"], ["2030-02-29", "soon"]],
  ]),
  ...memberRows(withOrder, "note", [
    ["Order/properties/note/minLength", "has at least 1 character", ["x"], [""]],
    [
      "Order/properties/note/maxLength",
      "has at most 200 characters",
      ["x".repeat(200), "😀".repeat(200)],
      ["x".repeat(201)],
    ],
  ]),
  ...memberRows(withOrder, "status", [
    [
      "OrderStatus/enum",
      "is created, shipped or cancelled",
      ["created", "shipped", "cancelled"],
      ["lost", "Created"],
    ],
  ]),
  ...memberRows(withOrder, "createdAt", [
    [
      "Order/properties/createdAt/format",
      "is an instant",
      ["2030-01-31T09:30:00.000Z", "2030-01-31T09:30:00+01:00"],
      ["2030-01-31", "2030-01-32T09:30:00Z"],
    ],
  ]),
  ...memberRows(withOrder, "cancelledAt", [
    [
      "Order/properties/cancelledAt/format",
      "is an instant",
      ["2030-01-31T10:00:00.000Z"],
      ["2030-01-31", "later"],
    ],
  ]),
  ...objectRows("Order", order, ["orderId", "customerId", "items", "status", "createdAt"]),
  ...objectRows("OrderItem", item, ["productId", "quantity"]).map((row) => ({
    ...row,
    within: row.within.map((value) => withOrder({ items: [value] })),
    beyond: row.beyond.map((value) => withOrder({ items: [value] })),
  })),
];

const created = { orderId: order.orderId, status: "created" };
const createdRows: readonly Row[] = [
  ...orderIdRows((parts) => ({ ...created, ...parts })),
  ...memberRows((parts) => ({ ...created, ...parts }), "status", [
    ["CreatedOrder/properties/status/enum", "is created", ["created"], ["shipped", "cancelled"]],
  ]),
  ...objectRows("CreatedOrder", created, ["orderId", "status"]),
];

const withPage: Build = (parts) => ({ orders: [order], ...parts });
const pageRows: readonly Row[] = [
  ...memberRows(withPage, "orders", [
    [
      "OrderPage/properties/orders/maxItems",
      "holds at most 50 orders",
      [[], Array.from({ length: 50 }, () => order)],
      [Array.from({ length: 51 }, () => order)],
    ],
  ]),
  ...memberRows(withPage, "nextToken", [
    ["PagingToken/maxLength", "has at most 512 characters", ["A".repeat(512)], ["A".repeat(513)]],
    [
      "PagingToken/pattern",
      "is base64url without padding",
      ["AZaz09_-"],
      ["AZaz09+/", "AZaz09==", "", ".AZaz09", "AZaz09."],
    ],
  ]),
  ...objectRows("OrderPage", withPage({ nextToken: "AZaz09_-" }), ["orders"]),
];

const problem = { error: "NotFound", message: "Order ORD-001 not found", requestId: "request-1" };
const withProblem: Build = (parts) => ({ ...problem, ...parts });
const problemRows: readonly Row[] = [
  ...memberRows(withProblem, "error", [
    ["Problem/properties/error/minLength", "has at least 1 character", ["x"], [""]],
  ]),
  ...memberRows(withProblem, "message", [
    ["Problem/properties/message/minLength", "has at least 1 character", ["x"], [""]],
  ]),
  ...memberRows(withProblem, "requestId", [
    ["Problem/properties/requestId/minLength", "has at least 1 character", ["x"], [""]],
  ]),
  ...objectRows("Problem", problem, ["error", "message"]),
];

function answers(
  operation: string,
  status: number,
  rows: readonly Row[],
): readonly ResponseBound[] {
  return rows.map((row) => ({ ...row, operation, status }));
}

/** Every bound of the response side of openapi.yaml, by operation and status. */
export const responseBounds: readonly ResponseBound[] = [
  ...answers("getOrder", 200, orderRows),
  ...answers("cancelOrder", 200, orderRows),
  ...answers("createOrder", 201, createdRows),
  ...answers("listOrders", 200, pageRows),
  ...(
    [
      ["createOrder", [400, 415, 500]],
      ["listOrders", [400, 500]],
      ["getOrder", [400, 404, 500]],
      ["cancelOrder", [400, 404, 409, 500]],
    ] as const
  ).flatMap(([operation, statuses]) =>
    statuses.flatMap((status) => answers(operation, status, problemRows)),
  ),
];
