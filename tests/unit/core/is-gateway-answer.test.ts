import { expect } from "chai";
import { toBytes, type HeaderLine } from "../../../src/harness/core/http-message.ts";
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

  // An HTTP API has no x-amzn-errortype; its own words tell.
  for (const [status, message] of [
    [401, "Unauthorized"],
    [404, "Not Found"],
    [500, "Internal Server Error"],
  ] as const)
    it(`behind a URL is told by the words of an HTTP API when ${status} is not documented`, () => {
      const answer = (text: string, headers: readonly HeaderLine[]) => ({
        status,
        headers,
        body: toBytes(text),
      });
      const own = answer(JSON.stringify({ message }), [["Apigw-Requestid", "ATfSmjLgPHcESJw="]]);
      expect(isGatewayAnswer(own, blindTrace, false)).to.equal(true);
      expect(isGatewayAnswer(own, blindTrace, true)).to.equal(false);
      const others = [
        answer(JSON.stringify({ message }), []),
        answer('{"message":"no such pet"}', own.headers),
      ];
      for (const other of others) {
        expect(isGatewayAnswer(other, blindTrace, false)).to.equal(false);
      }
    });
});
