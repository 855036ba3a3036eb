import { expect } from "chai";
import { describe, it } from "mocha";
import { detectEventKind } from "../../../../src/harness/model/events/event-kind.ts";

describe("telling what sent an event", () => {
  const kinds: readonly (readonly [unknown, ReturnType<typeof detectEventKind>])[] = [
    [{ resource: "/x", httpMethod: "GET", requestContext: {} }, "apigateway-rest"],
    [{ version: "1.0", resource: "/x", httpMethod: "GET" }, "apigateway-http"],
    [{ version: "2.0", routeKey: "GET /x", rawPath: "/x" }, "apigateway-http"],
    [{ version: "0", "detail-type": "OrderPlaced", source: "orders" }, "eventbridge"],
    [{ Records: [{ eventSource: "aws:dynamodb" }] }, "dynamodb"],
    [{ Records: [{ EventSource: "aws:sns" }] }, "sns"],
    [{ type: "TOKEN", methodArn: "arn:…" }, "apigateway-authorizer"],
    [
      { type: "REQUEST", methodArn: "arn:…", httpMethod: "GET", resource: "/x" },
      "apigateway-authorizer",
    ],
    [
      { version: "2.0", type: "REQUEST", routeArn: "arn:…", routeKey: "GET /x", rawPath: "/x" },
      "apigateway-authorizer",
    ],
    [{ httpMethod: "GET", path: "/", requestContext: { elb: {} } }, "alb"],
    [{ requestContext: { connectionId: "a", routeKey: "$connect" } }, "apigateway-websocket"],
    [{ triggerSource: "PreSignUp_SignUp", userPoolId: "eu-west-1_a" }, "cognito"],
    [{ awslogs: { data: "" } }, "cloudwatch-logs"],
    [{ eventSource: "aws:kafka", records: {} }, "kafka"],
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
