import { expect } from "chai";
import { describe, it } from "mocha";
import { detectEventKind } from "../../../../src/harness/model/events/event-kind.ts";

describe("telling what sent an event", () => {
  const kinds: readonly (readonly [unknown, ReturnType<typeof detectEventKind>])[] = [
    [{ resource: "/x", httpMethod: "GET", requestContext: {} }, "apigateway-rest"],
    [{ version: "1.0", resource: "/x", httpMethod: "GET" }, "apigateway-http-1.0"],
    [{ version: "2.0", routeKey: "GET /x", rawPath: "/x" }, "apigateway-http"],
    [{ version: "0", "detail-type": "OrderPlaced", source: "orders" }, "eventbridge"],
    [{ Records: [{ eventSource: "aws:dynamodb" }] }, "dynamodb"],
    [{ Records: [{ EventSource: "aws:sns" }] }, "sns"],
    [{ Records: [] }, null],
    [{ httpMethod: "GET" }, null],
    [[], null],
    ["text", null],
  ];
  for (const [event, kind] of kinds) {
    it(`takes ${JSON.stringify(event)} for ${kind ?? "nothing known"}`, () => {
      expect(detectEventKind(event)).to.equal(kind);
    });
  }
});
