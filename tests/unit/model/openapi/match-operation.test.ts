import { expect } from "chai";
import { describe, it } from "mocha";
import { findNearestOperation } from "../../../../src/harness/model/openapi/find-nearest-operation.ts";
import { matchOperation } from "../../../../src/harness/model/openapi/match-operation.ts";
import { loadDocument } from "../../../support/model/load-document.ts";
import { ordersDocument } from "../../../support/model/orders-document.ts";

const document = loadDocument(ordersDocument);

function match(method: string, path: string): string | null {
  const found = matchOperation(document, method, path);
  return found === null ? null : `${found.operation.key} ${JSON.stringify(found.pathParameters)}`;
}

describe("matchOperation", () => {
  it("prefers a static segment to a parameter", () => {
    expect(match("GET", "/orders/mine")).to.equal("GET /orders/mine {}");
    expect(match("GET", "/orders/O-1")).to.equal('GET /orders/{orderId} {"orderId":"O-1"}');
    expect(match("delete", "/orders/mine")).to.equal('DELETE /orders/{orderId} {"orderId":"mine"}');
  });

  it("ignores a trailing slash and keeps values as they stand in the path", () => {
    expect(match("GET", "/orders/")).to.equal("GET /orders {}");
    expect(match("GET", "/orders/a%2Fb/")).to.equal('GET /orders/{orderId} {"orderId":"a%2Fb"}');
  });

  it("lets a greedy parameter take the rest, one segment at least, for any method", () => {
    expect(match("PATCH", "/files/a/b/c")).to.equal('ANY /files/{path+} {"path":"a/b/c"}');
    expect(match("GET", "/files")).to.equal(null);
  });

  it("takes greedy last and an explicit method before any-method", () => {
    const routes = loadDocument(`openapi: 3.0.3
paths:
  /{proxy+}: { x-amazon-apigateway-any-method: {}, get: {} }
  /a/{id}: { get: {} }
  /a/{id}.json: { get: {} }
`);
    const keyOf = (method: string, path: string): string | undefined =>
      matchOperation(routes, method, path)?.operation.key;
    expect(keyOf("GET", "/a/1")).to.equal("GET /a/{id}");
    expect(keyOf("GET", "/a/1.json")).to.equal("GET /a/{id}.json");
    expect(keyOf("GET", "/a/1/b")).to.equal("GET /{proxy+}");
    expect(keyOf("POST", "/a/1")).to.equal("ANY /{proxy+}");
  });

  it("matches nothing else", () => {
    expect(match("PUT", "/orders")).to.equal(null);
    expect(match("GET", "/orders//")).to.equal(null);
    expect(match("GET", "/order")).to.equal(null);
  });
});

describe("findNearestOperation", () => {
  const near = (method: string, path: string): string | null => {
    const found = findNearestOperation(document, method, path);
    return found === null ? null : `${found.operation.key} (${found.differsIn})`;
  };

  it("names the documented method of a path", () => {
    expect(near("PUT", "/orders")).to.equal("POST /orders (method)");
  });

  it("names the path that was misspelt", () => {
    expect(near("GET", "/order/O-1")).to.equal("GET /orders/{orderId} (path)");
    expect(near("GET", "/oders")).to.equal("GET /orders (path)");
  });

  it("names nothing when nothing is near", () => {
    expect(near("GET", "/zzz")).to.equal(null);
  });
});
