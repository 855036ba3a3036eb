import { expect } from "chai";

import { allProblems, type RunResult } from "../../src/harness/app/report/run-result.ts";
import { checkProject, expectProblem } from "../support/scenarios/check-project.ts";
import {
  copyOrderProject,
  type OrderProject,
  type Place,
} from "../support/scenarios/order-project.ts";

const operations = [
  ["CreateOrderFunction", "POST /orders", "create-order", "createOrder"],
  ["GetOrderFunction", "GET /orders/{orderId}", "get-order", "getOrder"],
  ["ListOrdersFunction", "GET /orders", "list-orders", "listOrders"],
  ["CancelOrderFunction", "POST /orders/{orderId}/cancel", "cancel-order", "cancelOrder"],
] as const;

/** The line of the integration that leads to a function. */
function integrationOf(project: OrderProject, functionId: string): Place {
  const { file, line } = project.place("openapi.yaml", `\${${functionId}.Arn}`);
  return { file, line: line - 4 };
}

function errorCodes(result: RunResult): readonly string[] {
  return allProblems(result)
    .filter(({ severity }) => severity === "error")
    .map(({ code }) => code);
}

describe("breaks between spec, template and handlers", function () {
  this.timeout(30_000);

  let project: OrderProject;
  before(() => {
    project = copyOrderProject();
  });
  afterEach(() => project.restore());
  after(() => project.dispose());

  for (const [functionId, operation] of operations) {
    it(`${functionId} renamed: the integration of ${operation} is named, with the new name to write`, async () => {
      const renamed = `Our${functionId.replace("Order", "Purchase")}V2`;
      project.edit("template.yaml", `  ${functionId}:\n`, `  ${renamed}:\n`);
      const result = await checkProject(project);
      const problem = expectProblem(result, {
        code: "wiring/integration-names-no-function",
        ...integrationOf(project, functionId),
        says: [operation, functionId, "template.yaml"],
      });
      expect(problem.hint).to.include(`Name ${renamed} instead`);
      expectProblem(result, {
        code: "template/unknown-reference",
        ...project.place("template.yaml", `Value: !GetAtt ${functionId}.Arn`),
        says: [functionId],
      });
      expect(errorCodes(result)).to.have.length(2);
    });
  }

  it("handler exports renamed: each file is named, with the export to write, and nothing else accuses", async () => {
    for (const [, , file] of operations)
      project.edit(`src/orders/handlers/${file}.ts`, "export const handler", "export const main");
    const result = await checkProject(project);
    for (const [functionId, , file] of operations) {
      const problem = expectProblem(result, {
        code: "wiring/handler-export-missing",
        file: `src/orders/handlers/${file}.ts`,
        line: 1,
        says: [`src/orders/handlers/${file}.ts exports no handler`, functionId],
      });
      expect(problem.related[0]?.location).to.include(
        project.place("template.yaml", `Handler: handlers/${file}.handler`),
      );
    }
    expect(errorCodes(result)).to.have.length(operations.length);
    expect(result.phases.find(({ name }) => name === "wiring")?.summary).to.equal(
      "0 of 4 operations wired",
    );
  });

  it("handler files removed: each Handler line of the template is named, with the file to create", async () => {
    for (const [, , file] of operations) project.remove(`src/orders/handlers/${file}.ts`);
    const result = await checkProject(project);
    for (const [functionId, , file] of operations) {
      expectProblem(result, {
        code: "wiring/function-without-handler-file",
        ...project.place("template.yaml", `Handler: handlers/${file}.handler`),
        says: [functionId, `there is no src/orders/handlers/${file}.ts`],
      });
    }
    expect(errorCodes(result)).to.have.length(operations.length);
  });

  it("the Api event of one operation moved to another path: operation and event are named", async () => {
    project.edit(
      "template.yaml",
      "            Path: /orders/{orderId}\n",
      "            Path: /order/{orderId}\n",
    );
    const result = await checkProject(project);
    expectProblem(result, {
      code: "wiring/event-without-operation",
      ...project.place("template.yaml", "        GetOrder:\n"),
      says: ["The event GetOrder of GetOrderFunction is on GET /order/{orderId}"],
    });
    expect(errorCodes(result)).to.not.include("wiring/operation-not-permitted");
    expect(errorCodes(result)).to.not.include("conformance/valid-request-refused");
  });
});
