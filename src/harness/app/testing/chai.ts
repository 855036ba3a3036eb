/// <reference types="chai" preserve="true" />
/**
 * `lockstep-sam/chai`: assertions for chai.
 *
 * ```ts
 * import { use, expect } from "chai";
 * import { lockstepChai } from "lockstep-sam/chai";
 * use(lockstepChai);
 * expect(response).to.satisfyOperation("getOrder");
 * ```
 */
import { responseProblems } from "./check-response.ts";
import { formatViolation } from "./format-violation.ts";
import { findOperation } from "../project/find-operation.ts";
import { projectOf } from "./open-project.ts";

declare global {
  // The name chai's own types are declared under.
  namespace Chai {
    interface Assertion {
      /** A handler's result or an API's response satisfies the operation it answers. */
      satisfyOperation(operation: string): Assertion;
    }
  }
}

/** Adds `satisfyOperation` to chai. */
export const lockstepChai: Chai.ChaiPlugin = (chai, utils) => {
  chai.Assertion.addMethod(
    "satisfyOperation",
    function satisfyOperation(this: Chai.AssertionStatic, operation: string) {
      const subject: unknown = utils.flag(this, "object");
      const project = projectOf(subject);
      const problems = responseProblems(project, findOperation(project, operation), subject);
      this.assert(
        problems.length === 0,
        [`expected the response to satisfy ${operation}`, ...formatViolation(problems)].join("\n"),
        `expected the response not to satisfy ${operation}`,
        undefined,
      );
    },
  );
};
