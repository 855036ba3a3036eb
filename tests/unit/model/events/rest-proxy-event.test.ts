import { expect } from "chai";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { describe, it } from "mocha";
import { eventForOperation } from "../../../../src/harness/model/events/event-for-operation.ts";
import {
  buildRestProxyEvent,
  formatRequestTime,
  type RestProxyEventInput,
} from "../../../../src/harness/model/events/rest-proxy-event.ts";

const input: RestProxyEventInput = {
  api: {
    accountId: "123456789012",
    apiId: "abcdefghij",
    deploymentId: "abc123",
    region: "eu-west-1",
    stage: "dev",
    stageVariables: null,
  },
  resource: { resourceId: "res123", resourcePath: "/orders/{orderId}", operationName: null },
  method: "GET",
  path: "/orders/a%20b",
  requestPath: "/dev/orders/a%20b",
  query: "",
  headers: [],
  pathParameters: { orderId: "a%20b" },
  body: null,
  isBase64Encoded: false,
  sourceIp: "203.0.113.7",
  requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
  extendedRequestId: "ATfSdF7nPHcErRA=",
  traceHeader: "Root=1-5759e988-bd862e3fe1be46a994272793",
  requestTimeEpoch: Date.UTC(2026, 6, 10, 8, 5, 3, 45),
};

describe("the event of a REST API's Lambda proxy integration", () => {
  // Recorded key sets; empty is null, never absent.
  it("has the recorded keys, with null for what is empty", () => {
    const event = buildRestProxyEvent(input);
    expect(Object.keys(event).sort()).to.deep.equal([
      "body",
      "headers",
      "httpMethod",
      "isBase64Encoded",
      "multiValueHeaders",
      "multiValueQueryStringParameters",
      "path",
      "pathParameters",
      "queryStringParameters",
      "requestContext",
      "resource",
      "stageVariables",
    ]);
    expect(Object.keys(event.requestContext).sort()).to.deep.equal([
      "accountId",
      "apiId",
      "deploymentId",
      "domainName",
      "domainPrefix",
      "extendedRequestId",
      "httpMethod",
      "identity",
      "path",
      "protocol",
      "requestId",
      "requestTime",
      "requestTimeEpoch",
      "resourceId",
      "resourcePath",
      "stage",
    ]);
    expect(Object.keys(event.requestContext.identity)).to.have.lengthOf(12);
    expect(event.queryStringParameters).to.equal(null);
    expect(event.multiValueQueryStringParameters).to.equal(null);
    expect(event.stageVariables).to.equal(null);
    expect(event.body).to.equal(null);
  });

  it("has null for an empty map of stage variables", () => {
    const api = { ...input.api, stageVariables: {} };
    expect(buildRestProxyEvent({ ...input, api }).stageVariables).to.equal(null);
  });

  // Recorded.
  it("keeps the client's casing and canonicalises Host and User-Agent", () => {
    const { headers, requestContext } = buildRestProxyEvent({
      ...input,
      headers: [
        ["host", "api.example.com"],
        ["user-agent", "curl/8"],
        ["tEsT-HEADeR", "1"],
        ["accept", "*/*"],
      ],
    });
    expect(headers).to.deep.equal({
      Host: "api.example.com",
      "User-Agent": "curl/8",
      "tEsT-HEADeR": "1",
      accept: "*/*",
      "X-Amzn-Trace-Id": "Root=1-5759e988-bd862e3fe1be46a994272793",
      "X-Forwarded-For": "203.0.113.7",
      "X-Forwarded-Port": "443",
      "X-Forwarded-Proto": "https",
    });
    expect(requestContext.domainName).to.equal("api.example.com");
    expect(requestContext.domainPrefix).to.equal("api");
    expect(requestContext.identity.userAgent).to.equal("curl/8");
  });

  it("drops the headers no integration sees", () => {
    const names = ["Connection", "Content-Length", "Content-MD5", "Expect", "Max-Forwards"].concat(
      ["Proxy-Authenticate", "Server", "TE", "Transfer-Encoding", "Trailer", "Upgrade"],
      ["WWW-Authenticate", "Authorization", "Content-Type", "Via", "Pragma"],
    );
    const { multiValueHeaders } = buildRestProxyEvent({
      ...input,
      headers: names.map((name) => [name, "x"] as const),
    });
    expect(Object.keys(multiValueHeaders).sort()).to.deep.equal([
      "Authorization",
      "Content-Type",
      "Host",
      "Pragma",
      "Via",
      "X-Amzn-Trace-Id",
      "X-Forwarded-For",
      "X-Forwarded-Port",
      "X-Forwarded-Proto",
    ]);
  });

  it("hands no signature on, and every other credential", () => {
    const authorizationOf = (value: string): string | undefined =>
      buildRestProxyEvent({ ...input, headers: [["Authorization", value]] }).headers[
        "Authorization"
      ];
    expect(authorizationOf("AWS4-HMAC-SHA256 Credential=a, Signature=b")).to.equal(undefined);
    expect(authorizationOf("Bearer AWS4-x")).to.equal("Bearer AWS4-x");
  });

  it("gives the last of repeated headers alone and all of them in order", () => {
    const event = buildRestProxyEvent({
      ...input,
      headers: [
        ["X-Tag", "a"],
        ["x-tag", "b"],
        ["X-Forwarded-For", "198.51.100.1"],
        ["__proto__", "odd"],
      ],
    });
    expect(event.headers["X-Tag"]).to.equal("b");
    expect(event.multiValueHeaders["X-Tag"]).to.deep.equal(["a", "b"]);
    expect(event.headers["X-Forwarded-For"]).to.equal("198.51.100.1, 203.0.113.7");
    expect(Object.hasOwn(event.headers, "__proto__")).to.equal(true);
  });

  it("writes the request time as the service does", () => {
    expect(formatRequestTime(input.requestTimeEpoch)).to.equal("10/Jul/2026:08:05:03 +0000");
    expect(buildRestProxyEvent(input).requestContext.requestTime).to.equal(
      "10/Jul/2026:08:05:03 +0000",
    );
  });
});

describe("the event of an operation, without a server", () => {
  it("fits the type handlers are written against, and encodes what goes into the path", () => {
    const event: APIGatewayProxyEvent = eventForOperation({
      method: "get",
      path: "/orders/{orderId}/files/{name+}",
      operationId: "getFile",
      pathParameters: { orderId: "a b", name: "x/y z" },
      query: { tag: ["a b", "c"], limit: 10 },
    });
    expect(event.path).to.equal("/orders/a%20b/files/x/y%20z");
    expect(event.requestContext.path).to.equal("/dev/orders/a%20b/files/x/y%20z");
    expect(event.pathParameters).to.deep.equal({ orderId: "a%20b", name: "x/y%20z" });
    expect(event.queryStringParameters).to.deep.equal({ tag: "c", limit: "10" });
    expect(event.multiValueQueryStringParameters).to.deep.equal({
      tag: ["a b", "c"],
      limit: ["10"],
    });
    expect(event.resource).to.equal("/orders/{orderId}/files/{name+}");
    expect(event.httpMethod).to.equal("GET");
  });

  it("leaves a variable nobody gave in the path, whatever objects inherit", () => {
    const event = eventForOperation({
      method: "GET",
      path: "/{constructor}/{__proto__}",
      pathParameters: Object.fromEntries([["__proto__", "x"]]),
    });
    expect(event.path).to.equal("/{constructor}/x");
    expect(JSON.stringify(event.pathParameters)).to.equal('{"__proto__":"x"}');
  });

  it("writes a body as JSON text with its content type, and a string as it is", () => {
    const made = eventForOperation({ method: "POST", path: "/orders", body: { a: [1] } });
    expect(made.body).to.equal('{"a":[1]}');
    expect(made.headers["Content-Type"]).to.equal("application/json");
    const text = eventForOperation({ method: "POST", path: "/orders", body: "{" });
    expect(text.body).to.equal("{");
    expect(text.headers).not.to.have.property("Content-Type");
  });

  it("is the same for the same call", () => {
    const call = { method: "GET", path: "/orders/{orderId}", pathParameters: { orderId: "1" } };
    expect(eventForOperation(call)).to.deep.equal(eventForOperation(call));
  });
});
