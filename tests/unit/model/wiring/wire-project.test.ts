import { expect } from "chai";
import {
  placeOf,
  problemsOf,
  goodFiles,
  goodSpec,
  goodTemplate,
  wireGood,
} from "../../../support/wiring/wire-texts.ts";

describe("wireProject", () => {
  it("follows every operation to its function, handler file and permission", () => {
    const project = wireGood();
    expect(project.problems).to.deep.equal([]);
    const [create, get] = project.apis[0]?.operations ?? [];
    expect(create?.operation.key).to.equal("POST /orders");
    expect(create?.integration).to.deep.equal({
      kind: "lambda",
      functionId: "CreateOrderFunction",
      qualifier: null,
    });
    expect(create?.function?.handler).to.deep.equal({
      file: "src/handlers/create-order.ts",
      exportName: "handler",
    });
    expect(create?.permitted).to.equal(true);
    expect(get?.function?.resource.logicalId).to.equal("GetOrderFunction");
    expect(get?.permitted).to.equal(true);
  });

  describe("a route added to the spec alone, spec-first", () => {
    const route = `  /orders/{orderId}/cancel:
    post:
      operationId: cancelOrder
`;
    const integration = `      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri:
          Fn::Sub: arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${CancelOrderFunction.Arn}/invocations
`;
    const resource = `  CancelOrderFunction:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild }
    Properties:
      Handler: handlers/cancel-order.handler
`;
    const file = {
      "src/handlers/cancel-order.ts": "export const handler = async () => ({ statusCode: 200 });\n",
    };

    it("lacks an integration first", () => {
      const project = wireGood({ spec: goodSpec + route });
      expect(project.problems.map(({ code }) => code)).to.deep.equal([
        "wiring/operation-without-integration",
      ]);
      expect(project.problems[0]?.hint).to.contain("${CancelOrderFunction.Arn}/invocations");
      expect(placeOf(project.problems[0])).to.equal("openapi.yaml:21:5");
    });

    it("then a function, whose resource the hint spells out", () => {
      const project = wireGood({ spec: goodSpec + route + integration });
      expect(project.problems.map(({ code }) => code)).to.deep.equal([
        "wiring/integration-names-no-function",
      ]);
      expect(project.problems[0]?.hint).to.contain(
        "CancelOrderFunction:\n  Type: AWS::Serverless::Function",
      );
      expect(project.problems[0]?.hint).to.contain("Path: /orders/{orderId}/cancel");
    });

    it("then a handler file and a permission", () => {
      const project = wireGood({
        spec: goodSpec + route + integration,
        template: goodTemplate + resource,
      });
      expect(project.problems.map(({ code }) => code)).to.have.members([
        "wiring/function-without-handler-file",
        "wiring/operation-not-permitted",
      ]);
    });

    it("then only the permission, whose event the hint spells out", () => {
      const project = wireGood({
        spec: goodSpec + route + integration,
        template: goodTemplate + resource,
        files: { ...goodFiles, ...file },
      });
      const [problem, ...others] = problemsOf(project, "wiring/operation-not-permitted");
      expect(project.problems).to.have.length(1);
      expect(others).to.deep.equal([]);
      const events = (problem?.hint ?? "").split("\n").slice(1);
      const pasted = resource + events.map((line) => `      ${line}`).join("\n");
      const mended = wireGood({
        spec: goodSpec + route + integration,
        template: `${goodTemplate}${pasted}\n`,
        files: { ...goodFiles, ...file },
      });
      expect(mended.problems).to.deep.equal([]);
    });
  });

  it("leaves an API without a document out of the model", () => {
    const project = wireGood({
      template: goodTemplate.replace(/ {6}DefinitionBody:\n.*\n/, ""),
    });
    expect(project.apis).to.deep.equal([]);
    expect(project.functions).to.have.length(2);
  });
});
