import { expect } from "chai";

import { checkNewOrder } from "../../../../src/orders/validation/check-new-order.ts";

const item = { productId: "PROD-A", quantity: 2 };
const order = { customerId: "CUST-001", items: [item] };

function violationsOf(body: unknown): readonly string[] {
  const checked = checkNewOrder(body);
  return checked.ok ? [] : checked.violations;
}

const items = (count: number): object => ({
  ...order,
  items: Array.from({ length: count }, () => item),
});
const withItem = (change: object): object => ({ ...order, items: [{ ...item, ...change }] });

interface Bound {
  readonly name: string;
  readonly at: unknown;
  readonly beyond: unknown;
  readonly violation: string;
}

const bounds: readonly Bound[] = [
  {
    name: "customerId minLength 8",
    at: { ...order, customerId: "CUST-001" },
    beyond: { ...order, customerId: "CUST-01" },
    violation: "customerId must have a length of at least 8",
  },
  {
    name: "customerId maxLength 20",
    at: { ...order, customerId: `CUST-${"9".repeat(15)}` },
    beyond: { ...order, customerId: `CUST-${"9".repeat(16)}` },
    violation: "customerId must have a length of at most 20",
  },
  {
    name: "customerId pattern",
    at: { ...order, customerId: "CUST-AZ09" },
    beyond: { ...order, customerId: "CUST-az09" },
    violation: "customerId must match ^CUST-[0-9A-Z]+$",
  },
  {
    name: "items minItems 1",
    at: items(1),
    beyond: items(0),
    violation: "items must hold at least 1 item",
  },
  {
    name: "items maxItems 20",
    at: items(20),
    beyond: items(21),
    violation: "items must hold at most 20 items",
  },
  {
    name: "productId pattern, which wants a digit or letter",
    at: withItem({ productId: "PROD-A" }),
    beyond: withItem({ productId: "PROD-" }),
    violation: "items[0].productId must match ^PROD-[0-9A-Z]+$",
  },
  {
    name: "productId maxLength 24",
    at: withItem({ productId: `PROD-${"A".repeat(19)}` }),
    beyond: withItem({ productId: `PROD-${"A".repeat(20)}` }),
    violation: "items[0].productId must have a length of at most 24",
  },
  {
    name: "productId pattern",
    at: withItem({ productId: "PROD-0Z" }),
    beyond: withItem({ productId: "PROD_0Z" }),
    violation: "items[0].productId must match ^PROD-[0-9A-Z]+$",
  },
  {
    name: "quantity minimum 1",
    at: withItem({ quantity: 1 }),
    beyond: withItem({ quantity: 0 }),
    violation: "items[0].quantity must be at least 1",
  },
  {
    name: "quantity maximum 100",
    at: withItem({ quantity: 100 }),
    beyond: withItem({ quantity: 101 }),
    violation: "items[0].quantity must be at most 100",
  },
  {
    name: "quantity type integer",
    at: withItem({ quantity: 2 }),
    beyond: withItem({ quantity: 2.5 }),
    violation: "items[0].quantity must be a whole number",
  },
  {
    name: "shipping enum",
    at: { ...order, shipping: "express" },
    beyond: { ...order, shipping: "Express" },
    violation: "shipping must be one of standard, express",
  },
  {
    name: "deliverOn format date",
    at: { ...order, deliverOn: "2028-02-29" },
    beyond: { ...order, deliverOn: "2027-02-29" },
    violation: "deliverOn must be a day of the calendar",
  },
  {
    name: "note minLength 1",
    at: { ...order, note: "n" },
    beyond: { ...order, note: "" },
    violation: "note must have a length of at least 1",
  },
  {
    name: "note maxLength 200, counted in code points",
    at: { ...order, note: "\u{1F4E6}".repeat(200) },
    beyond: { ...order, note: "\u{1F4E6}".repeat(201) },
    violation: "note must have a length of at most 200",
  },
];

describe("checkNewOrder", () => {
  for (const { name, at, beyond, violation } of bounds) {
    it(`accepts the bound and refuses what lies beyond: ${name}`, () => {
      expect(checkNewOrder(at)).to.deep.equal({ ok: true, value: at });
      expect(violationsOf(beyond)).to.deep.equal([violation]);
    });
  }

  for (const name of ["customerId", "items"] as const) {
    it(`requires ${name}`, () => {
      const { [name]: _dropped, ...rest } = order;
      expect(violationsOf(rest)).to.deep.equal([`${name} is required`]);
    });
  }

  for (const name of ["productId", "quantity"] as const) {
    it(`requires ${name} of every item`, () => {
      const { [name]: _dropped, ...rest } = item;
      expect(violationsOf({ ...order, items: [item, rest] })).to.deep.equal([
        `items[1].${name} is required`,
      ]);
    });
  }

  for (const body of [undefined, null, [], "text", 7]) {
    it(`refuses a body that is no object: ${JSON.stringify(body)}`, () => {
      expect(violationsOf(body)).to.deep.equal(["the body must be a JSON object"]);
    });
  }

  it("refuses null where a property is optional", () => {
    expect(violationsOf({ ...order, shipping: null, deliverOn: null, note: null })).to.have.length(
      3,
    );
  });

  it("refuses properties the specification does not have, at both depths", () => {
    expect(
      violationsOf({ ...order, status: "shipped", items: [{ ...item, price: 1 }] }),
    ).to.deep.equal(["status is not a known property", "items[0].price is not a known property"]);
  });

  it("refuses __proto__ as the unknown property it is in JSON", () => {
    const body: unknown = JSON.parse(
      '{"customerId":"CUST-001","items":[{"productId":"PROD-A","quantity":1}],"__proto__":{}}',
    );
    expect(violationsOf(body)).to.deep.equal(["__proto__ is not a known property"]);
  });

  it("refuses items that are no array, and an item that is no object", () => {
    expect(violationsOf({ ...order, items: item })).to.deep.equal(["items must be an array"]);
    expect(violationsOf({ ...order, items: [3] })).to.deep.equal(["items[0] must be an object"]);
  });
});
