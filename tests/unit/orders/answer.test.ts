import { expect } from "chai";

import { answer } from "../../../src/orders/answer.ts";
import { jsonResponse } from "../../../src/orders/response.ts";
import { captureLog } from "./capture-log.ts";
import { apiEvent, lambdaContext } from "./lambda-input.ts";

const pathParameters = { orderId: "ORD-001" };

describe("answer", () => {
  it("gives the operation the stage's settings and returns its response", async () => {
    const stageVariables = {
      ordersTable: "staging-orders",
      cancelEnabled: "false",
      logLevel: "debug",
    };
    const { result, lines } = await captureLog(() =>
      answer(
        "getOrder",
        apiEvent({ stageVariables, pathParameters }),
        lambdaContext,
        async (request) => jsonResponse(200, { ...request.settings, requestId: request.requestId }),
      ),
    );
    expect(JSON.parse(result.body)).to.deep.equal({
      ordersTable: "staging-orders",
      cancelEnabled: false,
      requestId: "request-1",
    });
    expect(lines).to.deep.equal([
      {
        level: "debug",
        message: "answered",
        requestId: "request-1",
        operation: "getOrder",
        orderId: "ORD-001",
        statusCode: 200,
      },
    ]);
  });

  it("answers an error as a 500 that names it, and logs name, message and stack", async () => {
    const cause = new TypeError("no such thing");
    const { result, lines } = await captureLog(() =>
      answer("getOrder", apiEvent({ pathParameters }), lambdaContext, () => Promise.reject(cause)),
    );
    expect(result.statusCode).to.equal(500);
    expect(result.headers).to.deep.equal({ "Content-Type": "application/json" });
    expect(JSON.parse(result.body)).to.deep.equal({
      error: "TypeError",
      message: "getOrder failed with TypeError; the log has the details under this request id",
      requestId: "request-1",
    });
    expect(lines).to.deep.equal([
      {
        level: "error",
        message: "failed",
        requestId: "request-1",
        operation: "getOrder",
        orderId: "ORD-001",
        errorName: "TypeError",
        errorMessage: "no such thing",
        stack: cause.stack,
      },
    ]);
  });

  it("takes the invocation's id where a hand-written event has no request context", async () => {
    const event = apiEvent();
    Reflect.deleteProperty(event, "requestContext");
    const { result } = await captureLog(() =>
      answer("getOrder", event, lambdaContext, async ({ requestId }) =>
        jsonResponse(200, { requestId }),
      ),
    );
    expect(JSON.parse(result.body)).to.deep.equal({ requestId: "invocation-1" });
  });
});
