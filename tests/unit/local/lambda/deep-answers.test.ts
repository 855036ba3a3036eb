import { expect } from "chai";
import type { FunctionInvoker } from "../../../../src/harness/core/function-invoker.ts";
import { createFunctionPool } from "../../../../src/harness/local/lambda/function-pool.ts";
import { createInProcessInvoker } from "../../../../src/harness/local/lambda/in-process-invoker.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { failureOf } from "../../../support/lambda/read-result.ts";

// A value that nests deeper than JSON may here: neither lost nor an exception, but a failure that says so.

const options = {
  functions: [defineFunction("Nests", "javascript/hostile.mjs", "nests")],
  environment: { AWS_REGION: "eu-west-1" },
};

const invokers: Readonly<Record<string, () => FunctionInvoker>> = {
  "in a process of its own": () => createFunctionPool(options),
  "in this process": () => createInProcessInvoker(options),
};

for (const [where, create] of Object.entries(invokers)) {
  describe(`An answer that nests deep (${where})`, function () {
    this.timeout(20_000);
    let invoker: FunctionInvoker;
    before(() => {
      invoker = create();
    });
    after(() => invoker.close());

    it("is handed on up to 512 levels", async () => {
      const { failure, payload } = await invoker.invoke("Nests", invocationOf(512));
      expect(failure).to.equal(null);
      expect(JSON.stringify(payload)).to.have.lengthOf(512 * 2 + 4);
    });

    it("is a failure beyond them", async () => {
      const result = await invoker.invoke("Nests", invocationOf(600));
      expect(result.payload).to.equal(null);
      expect(failureOf(result)).to.include({
        kind: "unserialisable",
        errorType: "Lockstep.AnswerTooDeep",
      });
      expect(result.report?.status).to.equal("success");
    });
  });
}
