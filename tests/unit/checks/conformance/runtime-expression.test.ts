import { expect } from "chai";
import { evaluateExpression } from "../../../../src/harness/checks/conformance/runtime-expression.ts";
import { toBytes } from "../../../../src/harness/core/http-message.ts";

const context = {
  request: {
    method: "POST",
    path: "/orders",
    query: "limit=2",
    headers: [["X-A", "a"]] as const,
    body: toBytes('{"customerId":"CUST-001"}'),
  },
  response: {
    status: 201,
    headers: [["Location", "/orders/1"]] as const,
    body: toBytes('{"orderId":"ORD-1","items":[{"n":2}]}'),
  },
  pathParameters: { id: "7" },
};

describe("An OpenAPI runtime expression", () => {
  const vectors: readonly (readonly [string, unknown])[] = [
    ["$response.body#/orderId", "ORD-1"],
    ["$response.body#/items/0/n", 2],
    ["$response.header.location", "/orders/1"],
    ["$request.body#/customerId", "CUST-001"],
    ["$request.query.limit", "2"],
    ["$request.header.x-a", "a"],
    ["$request.path.id", "7"],
    ["$method", "POST"],
    ["$statusCode", 201],
    ["$response.body#/nothing", undefined],
    ["$unknown", undefined],
    ["constant", "constant"],
  ];
  for (const [expression, value] of vectors) {
    it(`${expression} is ${JSON.stringify(value)}`, () => {
      expect(evaluateExpression(expression, context)).to.deep.equal(value);
    });
  }
});
