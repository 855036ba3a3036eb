import { expect } from "chai";
import { describe, it } from "mocha";
import { headerValue } from "../../../../src/harness/core/http-message.ts";
import { isObject } from "../../../../src/harness/core/json.ts";
import { jsonBody, request, send, testStage } from "../../../support/stage/test-stage.ts";
import type { OperationSketch } from "../../../support/stage/wired-api.ts";

/** Routes by function: the id says which of them answered. */
const routes: readonly (readonly [id: string, method: OperationSketch["method"], path: string])[] =
  [
    ["root", "GET", "/"],
    ["list", "GET", "/orders"],
    ["create", "POST", "/orders"],
    ["latest", "GET", "/orders/latest"],
    ["read", "GET", "/orders/{orderId}"],
    ["items", "GET", "/orders/{orderId}/items"],
    ["anyOrder", "ANY", "/orders/{orderId}"],
    ["greedy", "ANY", "/files/{proxy+}"],
    ["onlyHead", "HEAD", "/head"],
  ];

const stage = testStage({
  strictStagePrefix: true,
  api: {
    operations: routes.map(([functionId, method, path]) => ({ functionId, method, path })),
  },
  functions: Object.fromEntries(routes.map(([id]) => [id, () => ({ body: id })])),
});

const token = "MissingAuthenticationTokenException";

describe("where a request to a REST API goes", () => {
  // The preference of static parts is assumed, the rest guide or recorded.
  const rows: readonly (readonly [line: string, functionId: string | null])[] = [
    ["GET /dev", "root"],
    ["GET /dev/", "root"],
    ["GET /dev/orders", "list"],
    ["GET /dev/orders/", "list"],
    ["POST /dev/orders", "create"],
    ["GET /dev/orders/latest", "latest"],
    ["GET /dev/orders/latest/", "latest"],
    ["GET /dev/orders/latestx", "read"],
    ["GET /dev/orders/1", "read"],
    ["PUT /dev/orders/1", "anyOrder"],
    ["OPTIONS /dev/orders/1", "anyOrder"],
    ["HEAD /dev/orders/1", "anyOrder"],
    ["TRACE /dev/orders/1", null],
    ["GET /dev/orders/latest/items", "items"],
    ["GET /dev/orders/1/items", "items"],
    ["PUT /dev/orders/1/items", null],
    // The resource is chosen first: a method it lacks is not looked for elsewhere (assumed).
    ["PUT /dev/orders/latest", null],
    ["GET /dev/orders/1/items/2", null],
    ["GET /dev/orders/a%2Fb", "read"],
    ["GET /dev/Orders", null],
    ["DELETE /dev/orders", null],
    ["HEAD /dev/orders", null],
    ["OPTIONS /dev/orders", null],
    ["GET /dev/files", null],
    ["GET /dev/files/", null],
    ["GET /dev/files/a", "greedy"],
    ["DELETE /dev/files/a/b/c/", "greedy"],
    ["GET /dev/files//a", "greedy"],
    ["GET //dev/orders", "list"],
    ["GET /dev//orders", "list"],
    ["GET /dev/orders//latest", null],
    ["GET /dev/nope", null],
    ["GET /dev/%6Frders", null],
    ["HEAD /dev/head", "onlyHead"],
    ["GET /dev/head", null],
  ];
  for (const [line, functionId] of rows) {
    it(`${line} goes to ${functionId ?? "no one"}`, async () => {
      const { response, trace } = await send(stage, request(line));
      expect(trace.functionId).to.equal(functionId);
      expect(response.status).to.equal(functionId === null ? 403 : 200);
      expect(headerValue(response.headers, "x-amzn-errortype")).to.equal(
        functionId === null ? token : undefined,
      );
    });
  }

  // assumed: outside the stage
  for (const line of ["GET /", "GET /orders", "GET /devx/orders", "GET /DEV/orders", "GET /prod"]) {
    it(`${line} leads to no stage`, async () => {
      const exchange = await send(stage, request(line));
      expect(exchange.response.status).to.equal(403);
      expect(jsonBody(exchange)).to.deep.equal({ message: "Forbidden" });
      expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(
        "ForbiddenException",
      );
    });
  }

  // guide
  it("is decided by X-HTTP-Method-Override where there is one", async () => {
    const rowsOf = [
      ["POST", "GET", "list"],
      ["GET", "post", "create"],
      ["GET", "DELETE", null],
      ["GET", "no method", "list"],
    ] as const;
    for (const [method, override, functionId] of rowsOf) {
      const headers = { "X-HTTP-Method-Override": override };
      const { trace } = await send(stage, request(`${method} /dev/orders`, headers));
      expect(trace.functionId).to.equal(functionId);
    }
  });
});

describe("an unknown route with an Authorization header", () => {
  const incomplete = "IncompleteSignatureException";
  const noPair = "Invalid key=value pair (missing equal-sign) in Authorization header";
  const needs = (name: string): string => `Authorization header requires '${name}' parameter.`;
  const dated =
    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
  // Seen in reports; the ends of the messages are assumed.
  const rows: readonly (readonly [authorization: string, errorType: string, message: string])[] = [
    ["Bearer abc", incomplete, noPair],
    ["Bearer a.b=", incomplete, needs("Credential")],
    ["Basic dXNlcg==", incomplete, needs("Credential")],
    ["token", incomplete, noPair],
    ["", token, "Missing Authentication Token"],
    ["AWS4-HMAC-SHA256", incomplete, `${needs("Credential")} ${needs("Signature")}`],
    [
      "AWS4-HMAC-SHA256 Credential=a",
      incomplete,
      `${needs("Signature")} ${needs("SignedHeaders")} ${dated}`,
    ],
    [
      "AWS4-HMAC-SHA256 Credential=a, Signature=b, SignedHeaders=c",
      incomplete,
      `${dated} Authorization=AWS4-HMAC-SHA256`,
    ],
  ];
  for (const [authorization, errorType, message] of rows) {
    for (const line of ["GET /dev/nope", "DELETE /dev/orders"]) {
      it(`${line} with "${authorization}" is ${errorType}`, async () => {
        const exchange = await send(stage, request(line, { Authorization: authorization }));
        expect(exchange.response.status).to.equal(403);
        expect(headerValue(exchange.response.headers, "x-amzn-errortype")).to.equal(errorType);
        const body = jsonBody(exchange);
        expect(isObject(body) ? body["message"] : "").to.satisfy((text: string) =>
          text.startsWith(message),
        );
      });
    }
  }

  it("is a known route's business where there is one", async () => {
    const { trace } = await send(stage, request("GET /dev/orders", { Authorization: "Bearer a" }));
    expect(trace.functionId).to.equal("list");
  });
});
