import { expect } from "chai";
import { describeExchange } from "../../../../../src/harness/checks/contracts/verification/describe-exchange.ts";
import { exchangeOf } from "../../../../support/app/scripted-target.ts";

describe("An exchange as evidence", () => {
  it("leaves out headers that differ at every answer, and keeps the request id", () => {
    const request = { method: "GET", path: "/notes", query: "", headers: [], body: null };
    const exchange = exchangeOf(request, {
      status: 409,
      headers: [
        ["Date", "Tue, 01 Jan 2030 00:00:00 GMT"],
        ["x-amzn-RequestId", "7"],
        ["x-amz-apigw-id", "a="],
        ["X-Amzn-Trace-Id", "Root=1"],
        ["Connection", "keep-alive"],
        ["Keep-Alive", "timeout=5"],
        ["Content-Type", "text/plain"],
      ],
      body: new Uint8Array(),
    });
    const described = describeExchange({ kind: "answered", exchange, problems: [] });
    expect(described.map((line) => line.trim())).to.deep.equal([
      "request: GET /notes",
      "response: 409",
      "x-amzn-RequestId: 7",
      "Content-Type: text/plain",
    ]);
  });
});
