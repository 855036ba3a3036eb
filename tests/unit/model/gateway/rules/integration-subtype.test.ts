import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/integration-subtype";

describe("import rule integration-subtype", () => {
  it("reports a service that is none", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: aws_proxy, integrationSubtype: SQS-SendMesage } }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal(["error 4:64"]);
    expect(lintFor(code, text, httpApi)[0]?.message).to.equal(
      "The integration of GET /a has the subtype SQS-SendMesage, which API Gateway does not know; did you mean SQS-SendMessage?",
    );
  });

  it("takes the known ones", () => {
    const text = `openapi: 3.0.3
paths:
  /a:
    get: { x-amazon-apigateway-integration: { type: aws_proxy, integrationSubtype: EventBridge-PutEvents } }
`;
    expect(placesFor(code, text, httpApi)).to.deep.equal([]);
  });
});
