import { readFileSync } from "node:fs";

import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";

import { checkNewOrder } from "../../../../src/orders/validation/check-new-order.ts";
import { isObject } from "../../../../src/orders/validation/is-object.ts";

const specification: unknown = parse(
  readFileSync(new URL("../../../../openapi.yaml", import.meta.url), "utf8"),
);
const components = isObject(specification) ? specification["components"] : undefined;

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
const isNewOrder = ajv.compile({ components, $ref: "#/components/schemas/NewOrder" });

/** Mostly values that lie near the bounds, sometimes anything. */
function near(...values: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

function id(prefix: string): fc.Arbitrary<unknown> {
  const lengths = fc.integer({ min: 0, max: 21 });
  const digits = lengths.map((length) => `${prefix}${"Z".repeat(length)}`);
  return fc.oneof({ weight: 8, arbitrary: digits }, { weight: 1, arbitrary: fc.jsonValue() });
}

const item = fc.record(
  { productId: id("PROD-"), quantity: near(-1, 0, 1, 2, 99, 100, 101, 1.5), extra: fc.constant(1) },
  { requiredKeys: [] },
);
const goodItems = fc
  .integer({ min: 0, max: 22 })
  .map((length) => Array.from({ length }, () => ({ productId: "PROD-A", quantity: 1 })));
const note = fc.oneof(
  fc.constantFrom(0, 1, 199, 200, 201).map((length) => "\u{1F4E6}".repeat(length)),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const date = fc
  .tuple(fc.constantFrom("0000", "1900", "2000", "2028", "2030"), fc.nat(14), fc.nat(33))
  .map(([year, month, day]) =>
    [year, ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-"),
  );
const body = fc.record(
  {
    customerId: id("CUST-"),
    items: fc.oneof(goodItems, fc.array(item, { maxLength: 2 }), fc.jsonValue()),
    shipping: near("standard", "express", "slow", null),
    deliverOn: fc.oneof(date, fc.jsonValue()),
    note: fc.oneof(note, fc.jsonValue()),
    extra: fc.constant(true),
  },
  { requiredKeys: [] },
);
const mostlyGood = fc
  .tuple(body, fc.subarray(["customerId", "items", "shipping", "deliverOn", "note", "extra"]))
  .map(([random, names]) => {
    const good = { customerId: "CUST-001", items: [{ productId: "PROD-A", quantity: 1 }] };
    const chosen = Object.entries(random).filter(([name]) => names.includes(name));
    return { ...good, ...Object.fromEntries(chosen) };
  });

describe("the service's own validation", () => {
  it("says of every body what the schema of openapi.yaml says", () => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(fc.oneof(mostlyGood, body, fc.jsonValue()), (candidate) => {
        const { ok } = checkNewOrder(candidate);
        seen[ok ? "accepted" : "refused"] += 1;
        expect(ok).to.equal(isNewOrder(candidate));
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.accepted, seen.refused)).to.be.greaterThan(50);
  });
});
