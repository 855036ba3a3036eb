import { expect } from "chai";
import { describe, it } from "mocha";
import { bodyText } from "../../../../src/harness/core/http-message.ts";
import { decodeBase64 } from "../../../../src/harness/model/events/base64.ts";
import { eventForOperation } from "../../../../src/harness/model/events/event-for-operation.ts";
import { restEventToRequest } from "../../../../src/harness/model/events/rest-event-to-request.ts";

describe("the request behind a proxy event", () => {
  it("has the event's path, query, headers and body", () => {
    const event = eventForOperation({
      method: "POST",
      path: "/orders/{orderId}",
      pathParameters: { orderId: "a/b" },
      query: { tag: ["a b", "c"] },
      headers: { "X-Tag": ["1", "2"] },
      body: { quantity: 1 },
    });
    const found = restEventToRequest(event);
    expect(found?.resource).to.equal("/orders/{orderId}");
    expect(found?.method).to.equal("POST");
    expect(found?.request.path).to.equal("/orders/a%2Fb");
    expect(found?.request.query).to.equal("tag=a%20b&tag=c");
    expect(found?.request.headers).to.deep.include(["X-Tag", "1"]);
    expect(found?.request.headers).to.deep.include(["X-Tag", "2"]);
    expect(bodyText(found?.request ?? { body: null })).to.equal('{"quantity":1}');
  });

  it("decodes a base64 body to its bytes", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (const length of [0, 1, 2, 3, 254, 255, 256]) {
      const part = bytes.slice(0, length);
      expect(decodeBase64(Buffer.from(part).toString("base64"))).to.deep.equal(part);
    }
    const event = eventForOperation({
      method: "POST",
      path: "/x",
      body: "AP8=",
      isBase64Encoded: true,
    });
    expect(restEventToRequest(event)?.request.body).to.deep.equal(Uint8Array.of(0, 255));
  });

  it("is null for a body that is not text, or not base64, and for other events", () => {
    const event = eventForOperation({ method: "POST", path: "/x" });
    expect(restEventToRequest({ ...event, body: { a: 1 } })).to.equal(null);
    expect(restEventToRequest({ ...event, body: "a*b", isBase64Encoded: true })).to.equal(null);
    expect(restEventToRequest({ "detail-type": "OrderPlaced" })).to.equal(null);
    expect(restEventToRequest(null)).to.equal(null);
  });

  it("takes texts no query can carry for what a client would send", () => {
    const event = eventForOperation({ method: "GET", path: "/x" });
    const found = restEventToRequest({ ...event, queryStringParameters: { q: "\ud800" } });
    expect(found?.request.query).to.equal("q=%EF%BF%BD");
  });

  it("decodes megabytes of base64, and refuses what is none", () => {
    expect(decodeBase64("AAAA".repeat(2_000_000))).to.have.lengthOf(6_000_000);
    for (const text of ["A", "AAAAA", "AA=", "AAA==", "=", "AAAA=", "A=AA", "AA==AA=="])
      expect(decodeBase64(text), text).to.equal(null);
    for (const text of ["", "AA", "AA==", "AAA", "AAA=", "AA\r\nAA"])
      expect(decodeBase64(text), text).not.to.equal(null);
  });

  it("takes what only the single maps know", () => {
    const found = restEventToRequest({
      resource: "/x",
      path: "/x",
      httpMethod: "GET",
      headers: { Accept: "a/b" },
      multiValueHeaders: null,
      queryStringParameters: { q: "1" },
      multiValueQueryStringParameters: null,
      body: null,
    });
    expect(found?.request.query).to.equal("q=1");
    expect(found?.request.headers).to.deep.equal([["Accept", "a/b"]]);
  });
});
