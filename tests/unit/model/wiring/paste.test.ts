import { expect } from "chai";
import {
  fileNameFor,
  functionNameFor,
  functionYaml,
  integrationYaml,
} from "../../../../src/harness/model/wiring/paste.ts";
import { buildDocument } from "../../../support/wiring/build-document.ts";
import { readTemplate } from "../../../support/wiring/read-template.ts";

const [api] = readTemplate(
  "Resources:\n  OrderApi: { Type: AWS::Serverless::Api, Properties: { StageName: dev } }\n",
).apis;
const operations = buildDocument(
  "paths:\n  /orders/{orderId}/cancel:\n    post: { operationId: cancelOrder }\n    delete: {}\n",
).operations;

describe("what hints offer to paste", () => {
  it("is a whole function for an operation", () => {
    const [operation] = operations;
    if (api === undefined || operation === undefined) throw new Error("nothing to paste");
    const name = functionNameFor(operation);
    expect(functionYaml(name, api, operation)).to.deep.equal([
      "CancelOrderFunction:",
      "  Type: AWS::Serverless::Function",
      "  Properties:",
      "    Handler: cancel-order.handler",
      "    Events:",
      "      CancelOrder:",
      "        Type: Api",
      "        Properties:",
      "          RestApiId: !Ref OrderApi",
      "          Path: /orders/{orderId}/cancel",
      "          Method: post",
    ]);
  });

  it("is named after the route where there is no operationId", () => {
    expect(operations[1] === undefined ? "" : functionNameFor(operations[1])).to.equal(
      "DeleteOrdersOrderIdCancelFunction",
    );
    expect(fileNameFor("GetOrderFunction")).to.equal("get-order");
  });

  it("is an integration that names its payload version on an HTTP API only", () => {
    expect(integrationYaml("Fn", "http").join("\n")).to.contain('payloadFormatVersion: "2.0"');
    expect(integrationYaml("Fn", "rest").join("\n")).not.to.contain("payloadFormatVersion");
  });
});
