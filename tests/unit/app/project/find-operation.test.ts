import { expect } from "chai";
import { findOperation } from "../../../../src/harness/app/project/find-operation.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { openSmallProject } from "../../../support/app/small-project.ts";

describe("An operation by name", () => {
  it("is found by its id, and by method and path", () =>
    openSmallProject({}, (project) => {
      const { operation } = findOperation(project, "GET /notes");
      const name = operation.operationId ?? "";
      expect(findOperation(project, name).operation).to.equal(operation);
    }));

  it("that nobody declared is refused with the names there are", () =>
    openSmallProject({}, async (project) => {
      const error = await lockstepErrorOf(async () => findOperation(project, "getNothing"));
      expect(error.code).to.equal("project/operation-unknown");
      for (const { document } of project.apis)
        for (const { operationId, key } of document.operations)
          expect(error.hint).to.contain(operationId ?? key);
    }));
});
