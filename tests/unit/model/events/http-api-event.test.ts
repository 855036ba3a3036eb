import { expect } from "chai";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { describe, it } from "mocha";
import {
  buildHttpApiEvent,
  type HttpApiEventInput,
} from "../../../../src/harness/model/events/http-api-event.ts";
import { buildHttpApiEventV1 } from "../../../../src/harness/model/events/http-api-event-v1.ts";
import {
  httpEventForOperation,
  httpEventV1ForOperation,
} from "../../../../src/harness/model/events/http-event-for-operation.ts";

const input: HttpApiEventInput = {
  api: {
    accountId: "123456789012",
    apiId: "abcdefghij",
    region: "eu-west-1",
    stage: "$default",
    stageVariables: null,
  },
  routeKey: "GET /orders",
  method: "GET",
  requestPath: "/orders",
  query: "",
  headers: [],
  pathParameters: null,
  body: null,
  bodyLength: 0,
  isBase64Encoded: false,
  sourceIp: "203.0.113.7",
  requestId: "ATfSmjLgPHcESJw=",
  traceHeader: "Root=1-5759e988-bd862e3fe1be46a994272793",
  requestTimeEpoch: Date.UTC(2026, 6, 10, 19, 19, 5, 45),
};

describe("the event of payload format 2.0", () => {
  // What has no value is absent.
  it("has the members that are always there and no others for a plain request", () => {
    expect(buildHttpApiEvent(input)).to.deep.equal({
      version: "2.0",
      routeKey: "GET /orders",
      rawPath: "/orders",
      rawQueryString: "",
      headers: {
        host: "abcdefghij.execute-api.eu-west-1.amazonaws.com",
        "content-length": "0",
        "x-amzn-trace-id": "Root=1-5759e988-bd862e3fe1be46a994272793",
        "x-forwarded-for": "203.0.113.7",
        "x-forwarded-port": "443",
        "x-forwarded-proto": "https",
      },
      requestContext: {
        accountId: "123456789012",
        apiId: "abcdefghij",
        domainName: "abcdefghij.execute-api.eu-west-1.amazonaws.com",
        domainPrefix: "abcdefghij",
        http: {
          method: "GET",
          path: "/orders",
          protocol: "HTTP/1.1",
          sourceIp: "203.0.113.7",
          userAgent: "",
        },
        requestId: "ATfSmjLgPHcESJw=",
        routeKey: "GET /orders",
        stage: "$default",
        time: "10/Jul/2026:19:19:05 +0000",
        timeEpoch: 1783711145045,
      },
      isBase64Encoded: false,
    });
  });

  it("has every other member when there is a value for it", () => {
    const event = buildHttpApiEvent({
      ...input,
      api: { ...input.api, stageVariables: { a: "b" } },
      headers: [["Cookie", "a=1; b=2"]],
      query: "x=1",
      body: "{}",
      pathParameters: { id: "a%20b" },
    });
    expect(event).to.deep.include({
      cookies: ["a=1", "b=2"],
      queryStringParameters: { x: "1" },
      pathParameters: { id: "a b" },
      stageVariables: { a: "b" },
      body: "{}",
    });
  });

  // Paths are decoded; the query string stays as it was sent.
  const paths = [
    ["/a%20b", "/a b"],
    ["/caf%C3%A9/%2F", "/café//"],
    ["/x+y", "/x+y"],
    // AWS was seen to cut the path here; a difference that docs/fidelity.md lists.
    ["/a%3Fb%23c", "/a?b#c"],
    ["/%zz%4", "/%zz%4"],
    ["/%ff", "/\uFFFD"],
  ] as const;
  for (const [requestPath, rawPath] of paths) {
    it(`decodes ${requestPath}`, () => {
      const event = buildHttpApiEvent({ ...input, requestPath, query: "q=a%20b&r=%zz" });
      expect(event.rawPath).to.equal(rawPath);
      expect(event.requestContext.http.path).to.equal(rawPath);
      expect(event.rawQueryString).to.equal("q=a%20b&r=%zz");
    });
  }

  it("joins what came more than once, and takes ; for part of a value", () => {
    const event = buildHttpApiEvent({
      ...input,
      query: "a=1&a=2,3&b=x;c=y&d",
      headers: [
        ["X-A", "1"],
        ["x-a", "2"],
        ["X-Forwarded-For", "198.51.100.1"],
      ],
    });
    expect(event.queryStringParameters).to.deep.equal({ a: "1,2,3", b: "x;c=y", d: "" });
    expect(event.headers).to.deep.include({
      "x-a": "1,2",
      "x-forwarded-for": "198.51.100.1, 203.0.113.7",
    });
  });

  it("hands no hop-by-hop header on", () => {
    const names = [
      "Connection",
      "Expect",
      "Keep-Alive",
      "Proxy-Authenticate",
      "Proxy-Connection",
      "TE",
      "Trailer",
      "Transfer-Encoding",
      "Upgrade",
    ];
    const headers = names.map((name) => [name, "x"] as const);
    expect(buildHttpApiEvent({ ...input, headers }).headers).to.deep.equal(
      buildHttpApiEvent(input).headers,
    );
  });

  it("keeps a header, a parameter and a cookie called __proto__ ordinary", () => {
    const event = buildHttpApiEvent({
      ...input,
      headers: [["__proto__", "1"]],
      query: "__proto__=2",
    });
    expect(Object.getOwnPropertyDescriptor(event.headers, "__proto__")?.value).to.equal("1");
    expect(
      Object.getOwnPropertyDescriptor(event.queryStringParameters ?? {}, "__proto__")?.value,
    ).to.equal("2");
  });

  it("fits what @types/aws-lambda says, made of an operation", () => {
    const event: APIGatewayProxyEventV2 = httpEventForOperation({
      method: "post",
      path: "/pets/{petId}",
      pathParameters: { petId: "a b" },
      query: { tag: ["x", "y"] },
      body: { name: "Rex" },
    });
    expect(event).to.deep.include({
      routeKey: "POST /pets/{petId}",
      rawPath: "/pets/a b",
      rawQueryString: "tag=x&tag=y",
      queryStringParameters: { tag: "x,y" },
      body: '{"name":"Rex"}',
    });
    expect(event.headers).to.deep.include({
      "content-type": "application/json",
      "content-length": "14",
    });
  });

  it("carries the stage and the authorizer of a call", () => {
    const call = { method: "GET", path: "/x", stage: "dev", anyMethod: true };
    const event = httpEventForOperation({ ...call, authorizer: { lambda: { user: 1 } } });
    expect(event).to.include({ routeKey: "ANY /x", rawPath: "/dev/x" });
    expect(event.requestContext.authorizer).to.deep.equal({ lambda: { user: 1 } });
    const other = httpEventForOperation({ ...call, path: "/$default" });
    expect(other).to.include({ routeKey: "$default", rawPath: "/dev/" });
  });
});

describe("the event of payload format 1.0 of an HTTP API", () => {
  // The differences from a REST API's event.
  it("has null for what is empty, a version, and a request context of its own", () => {
    const event = buildHttpApiEventV1(input);
    expect(event).to.deep.include({
      version: "1.0",
      resource: "/orders",
      path: "/orders",
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
    const { requestContext: context } = event;
    expect(context).to.deep.include({
      authorizer: { claims: null, scopes: null },
      resourceId: null,
      resourcePath: "/orders",
      extendedRequestId: input.requestId,
      requestId: input.requestId,
      path: "/orders",
    });
    expect(context).to.not.have.any.keys("deploymentId", "operationName");
    expect(Object.keys(context.identity)).to.have.length(13);
    expect(context.identity).to.deep.include({ clientCert: null, sourceIp: input.sourceIp });
  });

  it("has the last value, and all values in order, under lower-case names", () => {
    const event = buildHttpApiEventV1({
      ...input,
      headers: [
        ["X-A", "1"],
        ["x-a", "2"],
      ],
      query: "a=1&a=2",
    });
    expect(event.headers["x-a"]).to.equal("2");
    expect(event.multiValueHeaders["x-a"]).to.deep.equal(["1", "2"]);
    expect(event.queryStringParameters).to.deep.equal({ a: "2" });
    expect(event.multiValueQueryStringParameters).to.deep.equal({ a: ["1", "2"] });
  });

  it("has $default for its resource on the default route", () => {
    const event = buildHttpApiEventV1({ ...input, routeKey: "$default" });
    expect(event).to.include({ resource: "$default", path: "/orders" });
    expect(event.requestContext.resourcePath).to.equal("$default");
  });

  it("has the stage in its path, made of an operation", () => {
    const event = httpEventV1ForOperation({ method: "GET", path: "/x/{id}", stage: "dev" });
    expect(event).to.include({ resource: "/x/{id}", path: "/dev/x/{id}" });
  });
});
