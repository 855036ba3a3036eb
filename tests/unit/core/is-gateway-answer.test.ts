import { expect } from "chai";
import { isGatewayAnswer } from "../../../src/harness/core/is-gateway-answer.ts";
import { blindTrace } from "../../../src/harness/core/target.ts";

const body = new Uint8Array();
const plain = (status: number) => ({ status, headers: [], body });
const typed = {
  status: 400,
  headers: [["x-amzn-ErrorType", "BadRequestException"]] as const,
  body,
};

describe("The gateway's answer", () => {
  it("is told by the trace where the target sees it", () => {
    expect(isGatewayAnswer(plain(200), { answeredBy: "gateway" }, true)).to.equal(true);
    expect(isGatewayAnswer(typed, { answeredBy: "function" }, false)).to.equal(false);
  });

  it("behind a URL is told by x-amzn-errortype, documented or not", () => {
    expect(isGatewayAnswer(typed, blindTrace, true)).to.equal(true);
    expect(isGatewayAnswer(plain(400), blindTrace, false)).to.equal(false);
  });

  for (const status of [403, 413, 429, 502, 503, 504])
    it(`behind a URL is taken for one when ${status} is not documented`, () => {
      expect(isGatewayAnswer(plain(status), blindTrace, false)).to.equal(true);
      expect(isGatewayAnswer(plain(status), blindTrace, true)).to.equal(false);
    });
});
