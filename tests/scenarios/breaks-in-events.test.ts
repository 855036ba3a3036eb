import { expect } from "chai";

import { isObject } from "../../src/harness/core/json.ts";
import type { ProblemCode } from "../../src/harness/core/problem-codes.ts";
import type { RunResult } from "../../src/harness/app/report/run-result.ts";
import { checkProject, expectProblem } from "../support/scenarios/check-project.ts";
import { copyOrderProject, type OrderProject } from "../support/scenarios/order-project.ts";

const SAMPLE = "events/apigateway/create-order.json";
const ORDER = {
  customerId: "CUST-001",
  items: [{ productId: "PROD-A", quantity: 2 }],
  shipping: "express",
  deliverOn: "2030-02-28",
  note: "Please ring twice.",
};
const [ITEM] = ORDER.items;

/** A break of the sample's body, and the words the finding must have. */
interface BodyBreak {
  readonly name: string;
  readonly body: unknown;
  readonly says: string;
}

function without(name: keyof typeof ORDER): unknown {
  return Object.fromEntries(Object.entries(ORDER).filter(([key]) => key !== name));
}

const bodyBreaks: readonly BodyBreak[] = [
  { name: "customerId missing", body: without("customerId"), says: '"customerId"' },
  {
    name: "customerId renamed",
    body: { ...ORDER, customerId: undefined, customer: "CUST-001" },
    says: "/customer ",
  },
  {
    name: "customerId retyped",
    body: { ...ORDER, customerId: 1 },
    says: "/customerId must be a string",
  },
  {
    name: "customerId malformed",
    body: { ...ORDER, customerId: "cust-001" },
    says: "/customerId ",
  },
  { name: "items missing", body: without("items"), says: '"items"' },
  { name: "items as a text", body: { ...ORDER, items: "PROD-A" }, says: "/items must be an array" },
  { name: "items empty", body: { ...ORDER, items: [] }, says: "/items " },
  {
    name: "an item's productId missing",
    body: { ...ORDER, items: [{ quantity: 1 }] },
    says: "/items/0 ",
  },
  {
    name: "an item's productId retyped",
    body: { ...ORDER, items: [{ ...ITEM, productId: 7 }] },
    says: "/items/0/productId must be a string",
  },
  {
    name: "an item's quantity as a text",
    body: { ...ORDER, items: [{ ...ITEM, quantity: "2" }] },
    says: "/items/0/quantity must be an integer",
  },
  {
    name: "an item's quantity too low",
    body: { ...ORDER, items: [{ ...ITEM, quantity: 0 }] },
    says: "/items/0/quantity ",
  },
  {
    name: "an item's unknown field",
    body: { ...ORDER, items: [{ ...ITEM, colour: "red" }] },
    says: "/items/0/colour ",
  },
  { name: "shipping unknown", body: { ...ORDER, shipping: "overnight" }, says: "/shipping " },
  { name: "deliverOn no date", body: { ...ORDER, deliverOn: "soon" }, says: "/deliverOn " },
  { name: "note retyped", body: { ...ORDER, note: false }, says: "/note must be a string" },
  { name: "note empty", body: { ...ORDER, note: "" }, says: "/note " },
  { name: "an unknown field", body: { ...ORDER, coupon: "X" }, says: "/coupon " },
  { name: "no object at all", body: [ORDER], says: "it must be an object" },
];

/** A break of the sample's text. */
interface TextBreak {
  readonly name: string;
  readonly change: (text: string) => string;
  readonly code: ProblemCode;
  /** Text whose line the finding is on, in the broken file; the first line when there is none. */
  readonly at: string | null;
  readonly says: string;
}

const textBreaks: readonly TextBreak[] = [
  {
    name: "body as an object",
    change: (text) => text.replace(/"body": "(?:[^"\\]|\\.)*"/, `"body": ${JSON.stringify(ORDER)}`),
    code: "events/body-not-a-string",
    at: '"body":',
    says: "is an object",
  },
  {
    name: "a byte order mark",
    change: (text) => `\uFEFF${text}`,
    code: "events/byte-order-mark",
    at: null,
    says: "byte order mark (BOM)",
  },
  {
    name: "a comma missing",
    change: (text) => text.replace('"resource": "/orders",', '"resource": "/orders"'),
    code: "events/syntax-error",
    at: '"path": "/orders"',
    says: "JSON",
  },
  {
    name: "a body that is no JSON",
    change: (text) => text.replace(/"body": "(?:[^"\\]|\\.)*"/, '"body": "{customerId:"'),
    code: "project/event-request-invalid",
    at: '"body":',
    says: "JSON",
  },
  {
    name: "a resource the spec does not have",
    change: (text) => text.replaceAll('"/orders"', '"/order"'),
    code: "project/event-operation-unknown",
    at: '"resource":',
    says: "POST /order",
  },
];

function readEvent(text: string): object {
  const event: unknown = JSON.parse(text);
  if (!isObject(event)) throw new Error("An event is an object.");
  return event;
}

function lineOf(text: string, part: string | null): number {
  if (part === null) return 1;
  const lines = text.slice(0, text.indexOf(part)).split("\n").length;
  return text.includes(part) ? lines : Number.NaN;
}

// Every break is a file of its own beside the sample, so that one run sees them all.
describe("breaks in sample events", function () {
  this.timeout(30_000);

  let project: OrderProject;
  let result: RunResult;
  const fileOf = (name: string): string => `events/broken/${name.replaceAll(/\W+/g, "-")}.json`;

  before(async () => {
    project = copyOrderProject();
    const sample = project.read(SAMPLE);
    for (const { name, body } of bodyBreaks) {
      const event: object = { ...readEvent(sample), body: JSON.stringify(body) };
      project.write(fileOf(name), `${JSON.stringify(event, null, 2)}\n`);
    }
    for (const { name, change } of textBreaks) project.write(fileOf(name), change(sample));
    result = await checkProject(project);
  });
  after(() => project.dispose());

  for (const { name, says } of bodyBreaks) {
    it(`${name}: the body's line is named, and the field`, () => {
      const file = fileOf(name);
      const problem = expectProblem(result, {
        code: "project/event-request-invalid",
        file,
        line: lineOf(project.read(file), '"body":'),
        says: [file, "POST /orders", says],
      });
      expect(problem.related[0]?.location).to.include({ file: "openapi.yaml" });
      expect(problem.related[0]?.location.line).to.be.greaterThan(1);
    });
  }

  for (const { name, code, at, says } of textBreaks) {
    it(`${name}: ${code} at its line`, () => {
      const file = fileOf(name);
      expectProblem(result, { code, file, line: lineOf(project.read(file), at), says: [says] });
    });
  }

  it("a break is told once, and the sound samples have none", () => {
    const events = result.phases.find(({ name }) => name === "events");
    const told = (events?.cases ?? []).map(
      ({ name, problems }) => [name, problems.length] as const,
    );
    // A renamed field is two findings: one is missing, another is there.
    const expected = (name: string): number =>
      name.includes("/broken/") ? (name === fileOf("customerId renamed") ? 2 : 1) : 0;
    expect(told.length).to.be.greaterThan(bodyBreaks.length + textBreaks.length);
    expect(told).to.deep.equal(told.map(([name]) => [name, expected(name)]));
  });
});
