import type { Context } from "aws-lambda";
import { expect } from "chai";
import { createContext } from "../../../../src/harness/app/testing/create-context.ts";

describe("The context for a handler called directly", () => {
  it("is what handlers typed by @types/aws-lambda take", () => {
    const context: Context = createContext();
    expect(context.getRemainingTimeInMillis()).to.be.within(0, 3000);
  });

  it("has the fields of the function it is said to be", () => {
    const context = createContext({
      functionName: "orders",
      requestId: "r-1",
      memoryMb: 512,
      region: "eu-central-1",
      accountId: "210987654321",
    });
    expect(context).to.include({
      functionName: "orders",
      awsRequestId: "r-1",
      memoryLimitInMB: "512",
      invokedFunctionArn: "arn:aws:lambda:eu-central-1:210987654321:function:orders",
      logGroupName: "/aws/lambda/orders",
    });
    expect(context.logStreamName).to.match(/^\d{4}\/\d{2}\/\d{2}\/\[\$LATEST\][0-9a-f]{32}$/);
  });

  it("has a request id of its own each time, in the form of a UUID", () => {
    const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;
    const [one, other] = [createContext(), createContext()];
    expect(one.awsRequestId).to.match(form);
    expect(one.awsRequestId).to.not.equal(other.awsRequestId);
  });

  it("has no time left after its time", () => {
    expect(createContext({ timeoutMs: 0 }).getRemainingTimeInMillis()).to.equal(0);
  });

  it("refuses the ways to end that only older runtimes had, instead of dropping the result", () => {
    const context = createContext();
    for (const end of [context.done, context.fail, context.succeed]) {
      expect(() => end()).to.throw("return a promise");
    }
  });
});
