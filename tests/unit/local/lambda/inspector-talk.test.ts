import { expect } from "chai";
import { isInspectorTalk } from "../../../../src/harness/local/lambda/inspection.ts";

describe("What Node.js says of its inspector", () => {
  it("stands on stderr; the same words on stdout are the function's", () => {
    const text = "Debugger attached.";
    expect(isInspectorTalk({ stream: "stderr", text })).to.equal(true);
    expect(isInspectorTalk({ stream: "stdout", text })).to.equal(false);
    expect(isInspectorTalk({ stream: "stderr", text: `${text} Or so.` })).to.equal(false);
  });
});
