import { expect } from "chai";
import { describe, it } from "mocha";
import { httpApi, lintFor, placesFor } from "../../../../support/model/lint-document.ts";

const code = "gateway/integration-subtype";
const parameterCode = "gateway/subtype-parameter";

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

describe("import rule subtype-parameter", () => {
  const document = (integration: string): string => `openapi: 3.0.3
paths:
  /a:
    post:
      x-amazon-apigateway-integration:
        type: aws_proxy
${integration}`;

  it("reports a required parameter that is missing, at the parameters", () => {
    const text = document(`        integrationSubtype: SQS-SendMessage
        requestParameters:
          QueueUrl: https://queue.example
`);
    expect(placesFor(parameterCode, text, httpApi)).to.deep.equal(["error 8:9"]);
    expect(lintFor(parameterCode, text, httpApi)[0]?.message).to.equal(
      "The integration of POST /a (SQS-SendMessage) lacks the parameter MessageBody.",
    );
  });

  it("reports every one where there are no parameters", () => {
    const text = document("        integrationSubtype: EventBridge-PutEvents\n");
    expect(lintFor(parameterCode, text, httpApi).map(({ message }) => message)).to.deep.equal(
      ["Detail", "DetailType", "Source"].map(
        (name) => `The integration of POST /a (EventBridge-PutEvents) lacks the parameter ${name}.`,
      ),
    );
  });

  it("reports a parameter that the action does not take, with the name that was meant", () => {
    const text = document(`        integrationSubtype: StepFunctions-StartSyncExecution
        requestParameters:
          StateMachineArn: arn:aws:states:us-east-1:123456789012:stateMachine:m
          input: $request.body
`);
    expect(placesFor(parameterCode, text, httpApi)).to.deep.equal(["error 10:11"]);
    expect(lintFor(parameterCode, text, httpApi)[0]?.message).to.equal(
      "The integration of POST /a (StepFunctions-StartSyncExecution) has the parameter input, which StepFunctions-StartSyncExecution does not take; did you mean Input?",
    );
  });

  it("takes what is complete, and what only CloudFormation knows", () => {
    for (const parameters of [
      "{ QueueUrl: { Ref: Queue }, Region: eu-west-1 }",
      "{ Fn::If: [Any, { QueueUrl: a }, { Ref: AWS::NoValue }] }",
    ]) {
      const text = document(
        `        integrationSubtype: SQS-PurgeQueue\n        requestParameters: ${parameters}\n`,
      );
      expect(placesFor(parameterCode, text, httpApi)).to.deep.equal([]);
    }
  });
});
