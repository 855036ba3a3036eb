import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText, requestTarget } from "../../../../src/harness/core/http-message.ts";
import { exampleRequests } from "../../../../src/harness/model/generate/example-requests.ts";
import { judgeRequest } from "../../../../src/harness/model/openapi/judge-request.ts";
import { matchOperation } from "../../../../src/harness/model/openapi/match-operation.ts";
import { schemaRegistryOf } from "../../../../src/harness/model/openapi/schema-registry-of.ts";
import { loadDocument, operationOf } from "../../../support/model/load-document.ts";
import { ordersDocument } from "../../../support/model/orders-document.ts";

const document = loadDocument(ordersDocument);

describe("exampleRequests", () => {
  it("makes a request of each body example", () => {
    const requests = exampleRequests(document, operationOf(document, "POST /orders"));
    expect(requests.map(({ name }) => name)).to.deep.equal(["one", "two"]);
    expect(requests.map(({ request }) => bodyText(request))[0]).to.equal(
      '{"customer":"C-1","items":[{"sku":"A","quantity":1}]}',
    );
    expect(requests[0]?.request.headers).to.deep.equal([["Content-Type", "application/json"]]);
  });

  it("fills parameters by example, required ones by sample, and leaves other optional ones out", () => {
    const [list] = exampleRequests(document, operationOf(document, "GET /orders"));
    expect(list?.request.query).to.equal("customer=C-1&limit=10");
    expect(list?.request.headers.map(([name]) => name)).to.deep.equal(["X-Trace"]);
    const [one] = exampleRequests(document, operationOf(document, "GET /orders/{orderId}"));
    expect(one === undefined ? "" : requestTarget(one.request)).to.equal("/orders/O-17");
    expect(one?.pathParameters).to.deep.equal({ orderId: "O-17" });
  });

  it("falls back to a sample where examples are missing or broken", () => {
    const broken = loadDocument(ordersDocument.replaceAll("quantity: 1", "quantity: 1000"));
    const requests = exampleRequests(broken, operationOf(broken, "POST /orders"));
    expect(requests.map(({ name }) => name)).to.deep.equal(["sample"]);
  });

  it("makes none where a variable of the path is not declared: no value of it is known to be right", () => {
    const undeclared = loadDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /a/{id}: { get: { responses: { "200": { description: ok } } } }
`);
    expect(exampleRequests(undeclared, operationOf(undeclared, "GET /a/{id}"))).to.deep.equal([]);
  });

  it("holds every operation's requests to be valid and routed to it", () => {
    for (const operation of document.operations) {
      const requests = exampleRequests(document, operation);
      expect(requests, operation.key).not.to.deep.equal([]);
      for (const { request, pathParameters } of requests) {
        expect(
          judgeRequest(document, schemaRegistryOf(document), operation, request, pathParameters),
        ).to.deep.equal([]);
        expect(matchOperation(document, request.method, request.path)?.operation.key).to.equal(
          operation.key,
        );
      }
    }
  });

  it("leaves out what cannot be made valid", () => {
    const odd = loadDocument(`openapi: 3.0.3
paths:
  /a:
    get:
      parameters: [{ name: q, in: query, required: true, schema: { type: string, pattern: "^(?=a)b$" } }]
`);
    expect(exampleRequests(odd, operationOf(odd, "GET /a"))).to.deep.equal([]);
  });

  it("gives the same requests for the same seed", () => {
    const operation = operationOf(document, "GET /orders");
    expect(exampleRequests(document, operation, 5)).to.deep.equal(
      exampleRequests(document, operation, 5),
    );
  });
});
