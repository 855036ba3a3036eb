import { expect } from "chai";

import { allProblems, type RunResult } from "../../src/harness/app/report/run-result.ts";
import { checkProject, expectProblem, showProblems } from "../support/scenarios/check-project.ts";
import {
  copyOrderProject,
  type OrderProject,
  type Place,
} from "../support/scenarios/order-project.ts";

/** Somewhere in the service's code where a body is put together: text, and the text around a change of it. */
interface Spot {
  readonly file: string;
  readonly from: string;
  readonly to: (change: string) => string;
}

const handlers = "src/orders/handlers";

const spots = {
  getOrder: {
    file: `${handlers}/get-order.ts`,
    from: "jsonResponse(200, order)",
    to: (change) => `jsonResponse(200, (${change})(order))`,
  },
  cancelOrder: {
    file: `${handlers}/cancel-order.ts`,
    from: "jsonResponse(200, order)",
    to: (change) => `jsonResponse(200, (${change})(order))`,
  },
  listOrders: {
    file: `${handlers}/list-orders.ts`,
    from: "    orders,\n",
    to: (change) => `    orders: orders.map(${change}),\n`,
  },
  page: {
    file: `${handlers}/list-orders.ts`,
    from: `jsonResponse(200, {
    orders,
    ...(end === undefined ? {} : { nextToken: encodePagingToken(end) }),
  })`,
    to: (change) =>
      `jsonResponse(200, (${change})({ orders, ...(end === undefined ? {} : { nextToken: encodePagingToken(end) }) }))`,
  },
  created: {
    file: `${handlers}/create-order.ts`,
    from: "jsonResponse(201, { orderId: order.orderId, status: order.status })",
    to: (change) =>
      `jsonResponse(201, (${change})({ orderId: order.orderId, status: order.status }))`,
  },
  problem: {
    file: "src/orders/response.ts",
    from: "jsonResponse(statusCode, problem)",
    to: (change) => `jsonResponse(statusCode, (${change})(problem))`,
  },
} satisfies Readonly<Record<string, Spot>>;

type SpotName = keyof typeof spots;

/** Which operation answers with what a spot builds, and by which schema. */
const answers: Readonly<Record<SpotName, { readonly operation: string; readonly schema: string }>> =
  {
    getOrder: { operation: "GET /orders/{orderId}", schema: "Order" },
    cancelOrder: { operation: "POST /orders/{orderId}/cancel", schema: "Order" },
    listOrders: { operation: "GET /orders", schema: "Order" },
    page: { operation: "GET /orders", schema: "OrderPage" },
    created: { operation: "POST /orders", schema: "CreatedOrder" },
    problem: { operation: "GET /orders/{orderId}", schema: "Problem" },
  };

/** A change of a body, and the finding it must lead to. */
interface Break {
  readonly spot: SpotName;
  readonly name: string;
  /** A function in the service's language. */
  readonly change: string;
  /** Text of openapi.yaml on whose line the finding is. */
  readonly at: (project: OrderProject) => Place;
  readonly says: string;
}

/** The line of a keyword inside a schema of the document: the first one after the schema's name. */
function keywordOf(project: OrderProject, path: readonly string[]): Place {
  const lines = project.read("openapi.yaml").split("\n");
  let line = lines.indexOf("  schemas:");
  for (const name of path) {
    const start = line;
    line = lines.findIndex(
      (text, index) => index > start && text.trimStart().startsWith(`${name}:`),
    );
    if (line === -1) throw new Error(`openapi.yaml has no ${path.join(" ")}.`);
  }
  return { file: "openapi.yaml", line: line + 1 };
}

const inSchema =
  (...path: readonly string[]) =>
  (project: OrderProject): Place =>
    keywordOf(project, path);

function renamed(spot: SpotName, field: string, to: string): Break {
  const { schema } = answers[spot];
  return {
    spot,
    name: `${field} renamed to ${to}`,
    change: `({ ${field}: value, ...rest }: any) => value === undefined ? rest : ({ ...rest, ${to}: value })`,
    at: inSchema(schema, "additionalProperties"),
    says: `/${to} must not be there`,
  };
}

function retyped(
  spot: SpotName,
  field: string,
  value: string,
  path: readonly string[],
  says: string,
): Break {
  return {
    spot,
    name: `${field} becomes ${value}`,
    change: `(body: any) => body.${field} === undefined ? body : ({ ...body, ${field}: ${value} })`,
    at: inSchema(...path),
    says: `/${field} ${says}`,
  };
}

function missing(spot: SpotName, field: string): Break {
  const { schema } = answers[spot];
  return {
    spot,
    name: `${field} left out`,
    change: `({ ${field}: _, ...rest }: any) => rest`,
    at: inSchema(schema, "required"),
    says: `must have the property "${field}"`,
  };
}

function extra(spot: SpotName): Break {
  const { schema } = answers[spot];
  return {
    spot,
    name: "a field too many",
    change: "(body: any) => ({ ...body, total: 3 })",
    at: inSchema(schema, "additionalProperties"),
    says: "/total must not be there",
  };
}

function inItems(
  spot: SpotName,
  name: string,
  change: string,
  at: readonly string[],
  says: string,
): Break {
  return {
    spot,
    name,
    change: `(body: any) => ({ ...body, items: body.items.map(${change}) })`,
    at: inSchema(...at),
    says,
  };
}

const mustBeText = "must be a string";

/** Two breaks of an order each where it is shown, where it is cancelled and in the list, and of a problem. */
const orderRuns: readonly (readonly Break[])[] = [
  [
    renamed("getOrder", "orderId", "id"),
    retyped("cancelOrder", "orderId", "7", ["OrderId", "type"], mustBeText),
    missing("listOrders", "orderId"),
    renamed("cancelOrder", "customerId", "customer"),
    retyped("listOrders", "customerId", "7", ["CustomerId", "type"], mustBeText),
    missing("getOrder", "customerId"),
    renamed("problem", "error", "code"),
    retyped("problem", "message", "{}", ["Problem", "message", "type"], mustBeText),
  ],
  [
    renamed("listOrders", "items", "lines"),
    retyped("getOrder", "items", '"PROD-A"', ["Order", "items", "type"], "must be an array"),
    missing("cancelOrder", "items"),
    renamed("getOrder", "status", "state"),
    retyped("cancelOrder", "status", '"gone"', ["OrderStatus", "enum"], "must be one of"),
    missing("listOrders", "status"),
    retyped("problem", "error", "404", ["Problem", "error", "type"], mustBeText),
    missing("problem", "message"),
  ],
  [
    renamed("cancelOrder", "createdAt", "created"),
    retyped("listOrders", "createdAt", "1", ["Order", "createdAt", "type"], mustBeText),
    missing("getOrder", "createdAt"),
    renamed("listOrders", "shipping", "delivery"),
    retyped("getOrder", "shipping", '"pigeon"', ["Shipping", "enum"], "must be one of"),
    extra("cancelOrder"),
    missing("problem", "error"),
    renamed("problem", "requestId", "id"),
  ],
  [
    renamed("getOrder", "deliverOn", "deliveryDate"),
    retyped(
      "cancelOrder",
      "deliverOn",
      '"soon"',
      ["Order", "deliverOn", "format"],
      "must be a valid date",
    ),
    extra("listOrders"),
    renamed("cancelOrder", "note", "remark"),
    retyped("listOrders", "note", "false", ["Order", "note", "type"], mustBeText),
    extra("getOrder"),
    renamed("problem", "message", "text"),
    retyped("problem", "requestId", "7", ["Problem", "requestId", "type"], mustBeText),
  ],
  [
    renamed("listOrders", "cancelledAt", "cancelled"),
    retyped("cancelOrder", "cancelledAt", "1", ["Order", "cancelledAt", "type"], mustBeText),
    inItems(
      "getOrder",
      "an item's productId renamed",
      "({ productId: id, ...rest }: any) => ({ ...rest, id })",
      ["OrderItem", "additionalProperties"],
      "/items/0/id must not be there",
    ),
    inItems(
      "getOrder",
      "an item's quantity as a text",
      "(item: any) => ({ ...item, quantity: String(item.quantity) })",
      ["OrderItem", "quantity", "type"],
      "/items/0/quantity must be an integer",
    ),
    inItems(
      "cancelOrder",
      "an item's productId retyped",
      "(item: any) => ({ ...item, productId: 7 })",
      ["OrderItem", "productId", "type"],
      "/items/0/productId must be a string",
    ),
    inItems(
      "listOrders",
      "an item's quantity left out",
      "({ productId }: any) => ({ productId })",
      ["OrderItem", "required"],
      'must have the property "quantity"',
    ),
    extra("problem"),
  ],
];

/** Breaks of what createOrder answers, and of a page. An answer that is broken is not followed to its order. */
const otherRuns: readonly (readonly Break[])[] = [
  [
    renamed("created", "orderId", "id"),
    retyped(
      "created",
      "status",
      '"placed"',
      ["CreatedOrder", "status", "enum"],
      'must be "created"',
    ),
    renamed("page", "orders", "items"),
    retyped("page", "nextToken", '"+/="', ["PagingToken", "pattern"], "must match the pattern"),
  ],
  [
    retyped("created", "orderId", "7", ["OrderId", "type"], mustBeText),
    missing("created", "status"),
    retyped("page", "orders", "{}", ["OrderPage", "orders", "type"], "must be an array"),
  ],
  [
    missing("created", "orderId"),
    retyped("created", "status", "null", ["CreatedOrder", "status", "type"], mustBeText),
    missing("page", "orders"),
    renamed("page", "nextToken", "next"),
  ],
  [
    renamed("created", "status", "state"),
    extra("created"),
    retyped("page", "nextToken", "7", ["PagingToken", "type"], mustBeText),
    extra("page"),
  ],
];

/** Writes the breaks into the service: those of one spot one after the other. */
function apply(project: OrderProject, run: readonly Break[]): void {
  for (const [spot, breaks] of Map.groupBy(run, (each) => each.spot)) {
    const { file, from, to } = spots[spot];
    const change = breaks.reduce((body, each) => `(${each.change})(${body})`, "body");
    project.edit(file, from, to(`(body: any) => ${change}`));
  }
}

// The breaks of one run do not touch each other, so that one run serves several.
describe("breaks in what the handlers answer", () => {
  for (const [index, run] of [...orderRuns, ...otherRuns].entries()) {
    describe(`together in copy ${index + 1} of the service`, function () {
      this.timeout(30_000);

      let project: OrderProject;
      let result: RunResult;
      before(async () => {
        project = copyOrderProject();
        apply(project, run);
        result = await checkProject(project);
      });
      after(() => project.dispose());

      for (const { spot, name, at, says } of run) {
        it(`${spot}: ${name} is found at the schema's line, with handler and function`, () => {
          const { operation } = answers[spot];
          const problem = expectProblem(result, {
            code: "conformance/response-invalid",
            ...at(project),
            says: [operation, says],
          });
          const [handler] = problem.related.filter(({ location }) =>
            location.file.startsWith(handlers),
          );
          expect(handler?.location.line, showProblems(result)).to.be.greaterThan(1);
          expect(handler?.message).to.match(/handler of \w+Function$/);
          expect(problem.reproduction).to.match(/^curl -i /);
        });
      }

      it("nothing but answers is accused", () => {
        const codes = allProblems(result)
          .filter(({ severity }) => severity === "error")
          .map(({ code }) => code.split("/")[0]);
        expect(
          codes.filter((layer) => layer !== "conformance" && layer !== "contracts"),
        ).to.deep.equal([]);
      });
    });
  }
});
