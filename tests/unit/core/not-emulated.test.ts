import { expect } from "chai";
import {
  notEmulatedMessage,
  notEmulatedType,
  unemulatedCalls,
  unemulatedIn,
} from "../../../src/harness/core/not-emulated.ts";
import { answer } from "../../support/app/scripted-target.ts";

const refusal = answer(501, { message: notEmulatedMessage('API keys (security scheme "key")') });
const call = { service: "sqs", action: "SendMessage", resource: null, status: 501 };

describe("What is not emulated", () => {
  it("is known by the words of the answer, behind a URL too", () => {
    expect(unemulatedIn(refusal, { gatewayResponseType: null })).to.equal(
      'API keys (security scheme "key")',
    );
    const trace = { gatewayResponseType: notEmulatedType };
    expect(unemulatedIn(answer(501), trace)).to.equal("what this request needs");
  });

  it("is no other answer, a function's own 501 included", () => {
    const trace = { gatewayResponseType: null };
    expect(unemulatedIn(answer(501, { message: "Not there yet" }), trace)).to.equal(null);
    expect(unemulatedIn(answer(501, "no"), trace)).to.equal(null);
    expect(unemulatedIn({ ...refusal, status: 500 }, trace)).to.equal(null);
  });

  it("is an AWS call that the endpoint refused, and no call that failed by itself", () => {
    const refused = { ...call, errorName: "NotImplemented" };
    const failed = { ...call, status: 400, errorName: "ResourceNotFoundException" };
    expect(unemulatedCalls({ awsCalls: [failed, refused] })).to.deep.equal([refused]);
    expect(unemulatedCalls({ awsCalls: "cannot-tell" })).to.deep.equal([]);
  });
});
