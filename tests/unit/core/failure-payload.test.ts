import { expect } from "chai";
import { failurePayload } from "../../../src/harness/core/failure-payload.ts";

const thrown = {
  kind: "thrown",
  errorType: "TypeError",
  errorMessage: "no",
  trace: ["TypeError: no", "    at handler (src/list.ts:2:9)"],
} as const;

describe("The document of a failure", () => {
  it("has the trace of what the function threw, an empty one of what is no error", () => {
    const { kind: _kind, ...document } = thrown;
    expect(failurePayload(thrown)).to.deep.equal(document);
    const text = { ...thrown, errorType: "string", trace: [] };
    expect(failurePayload(text)).to.have.property("trace").that.deep.equals([]);
  });

  it("has no trace of a timeout (recorded on Lambda, 25-11-2025)", () => {
    const timeout = {
      kind: "timeout",
      errorType: "Sandbox.Timedout",
      errorMessage: "RequestId: 1 Error: Task timed out after 1.00 seconds",
      trace: [],
    } as const;
    expect(failurePayload(timeout)).to.deep.equal({
      errorType: timeout.errorType,
      errorMessage: timeout.errorMessage,
    });
  });

  it("is the runtime's own where it sent one", () => {
    const payload = {
      errorType: "LookupError",
      errorMessage: "no",
      stackTrace: [],
      requestId: "1",
    };
    expect(failurePayload({ ...thrown, payload })).to.equal(payload);
  });
});
