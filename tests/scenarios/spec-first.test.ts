import { expect } from "chai";

import type { Problem } from "../../src/harness/core/problem.ts";
import { allProblems } from "../../src/harness/app/report/run-result.ts";
import {
  checkProject,
  expectGreen,
  expectProblem,
  type WantedProblem,
} from "../support/scenarios/check-project.ts";
import { copyOrderProject, type OrderProject } from "../support/scenarios/order-project.ts";

// A route is written into the spec first. At every step the check names the next piece that is missing.

const PATH = "/orders/{orderId}/ship";
const OPERATION = `POST ${PATH}`;

const specification = `  ${PATH}:
    post:
      operationId: shipOrder
      summary: Ship an order
      x-amazon-apigateway-request-validator: params-only
      parameters:
        - name: orderId
          in: path
          required: true
          description: The id that createOrder gave out
          schema:
            $ref: "#/components/schemas/OrderId"
          example: ORD-7F3A9C21D4E8B605
      responses:
        "404":
          description: There is no such order.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/Problem"

`;

const integration = `      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri:
          Fn::Sub: arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${ShipOrderFunction.Arn}/invocations
`;

const shipFunction = `  ShipOrderFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: handlers/ship-order.handler
      Policies:
        - DynamoDBWritePolicy:
            TableName: !Ref OrdersTable
    Metadata:
      BuildMethod: esbuild
      BuildProperties:
        EntryPoints: [handlers/ship-order.ts]
`;

const permission = `      Events:
        ShipOrder:
          Type: Api
          Properties:
            RestApiId: !Ref OrderApi
            Path: ${PATH}
            Method: post
`;

const handler = `import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";

import { answer } from "../answer.ts";
import { orderNotFound } from "../response.ts";

export const handler = (
  event: APIGatewayProxyEvent,
  context: Context,
): Promise<APIGatewayProxyResult> =>
  answer("shipOrder", event, context, async ({ requestId }) =>
    orderNotFound(event.pathParameters?.["orderId"] ?? "", requestId),
  );
`;

describe("a route written spec-first", () => {
  let project: OrderProject;
  before(() => {
    project = copyOrderProject();
  });
  after(() => project.dispose());

  /** Nothing but these fails the run, so that nothing sends the reader astray. */
  async function expectOnly(...wanted: readonly WantedProblem[]): Promise<readonly Problem[]> {
    const result = await checkProject(project);
    const found = wanted.map((each) => expectProblem(result, each));
    const errors = allProblems(result).filter(({ severity }) => severity === "error");
    expect(errors.map(({ code }) => code)).to.have.members(wanted.map(({ code }) => code));
    return found;
  }

  // The steps build on each other: one test, one story.
  it("is led from the spec to the handler by what check says", async function () {
    this.timeout(60_000);

    project.edit("openapi.yaml", "\ncomponents:\n", `${specification}components:\n`);
    const [withoutIntegration] = await expectOnly({
      code: "wiring/operation-without-integration",
      ...project.place("openapi.yaml", "    post:\n      operationId: shipOrder"),
      says: [OPERATION, "integration"],
    });
    expect(withoutIntegration?.hint).to.include("x-amazon-apigateway-integration");

    project.edit(
      "openapi.yaml",
      "      summary: Ship an order\n",
      `      summary: Ship an order\n${integration}`,
    );
    const [withoutFunction] = await expectOnly({
      code: "wiring/integration-names-no-function",
      ...project.place("openapi.yaml", integration),
      says: [OPERATION, "ShipOrderFunction", "template.yaml"],
    });
    expect(withoutFunction?.hint).to.include("ShipOrderFunction:\n").and.include(`Path: ${PATH}`);

    project.edit(
      "template.yaml",
      "  OrdersTable:\n    Type",
      `${shipFunction}\n  OrdersTable:\n    Type`,
    );
    const handlerPlace = project.place("template.yaml", "Handler: handlers/ship-order.handler");
    const notPermitted = {
      code: "wiring/operation-not-permitted",
      ...project.place("openapi.yaml", "    post:\n      operationId: shipOrder"),
      says: [OPERATION, "API Gateway may not invoke ShipOrderFunction"],
    } as const;
    const [withoutFile] = await expectOnly(
      {
        code: "wiring/function-without-handler-file",
        ...handlerPlace,
        says: ["ShipOrderFunction", "there is no src/orders/handlers/ship-order.ts"],
      },
      notPermitted,
    );
    expect(withoutFile?.hint).to.include(
      "Create src/orders/handlers/ship-order.ts and export handler",
    );

    project.write("src/orders/handlers/ship-order.ts", handler);
    const [withoutEvent] = await expectOnly(notPermitted);
    expect(withoutEvent?.hint).to.include("Type: Api").and.include(`Path: ${PATH}`);
    expect(withoutEvent?.related[0]?.location).to.include(
      project.place("template.yaml", "  ShipOrderFunction:"),
    );

    project.edit(
      "template.yaml",
      "      Handler: handlers/ship-order.handler\n",
      `      Handler: handlers/ship-order.handler\n${permission}`,
    );
    expectGreen(await checkProject(project));
  });
});
