import { expect } from "chai";
import { goodTemplate, problemsOf, wireGood } from "../../../../support/wiring/wire-texts.ts";

const written = 'Path: "/orders/{orderId}", Method: get';

/** How many events are without an operation when the one of GET /orders/{orderId} stands elsewhere. */
function count(path: string, method = "get"): number {
  const template = goodTemplate.replace(written, `Path: "${path}", Method: ${method}`);
  return problemsOf(wireGood({ template }), "wiring/event-without-operation").length;
}

describe("wiring/event-without-operation", () => {
  for (const path of ["/orders/{id}", "/orders/{orderId}/", "/{proxy+}", "/orders/{proxy+}"]) {
    it(`takes ${path} for leave to serve /orders/{orderId}`, () => {
      expect(count(path)).to.equal(0);
      expect(count(path, "any")).to.equal(0);
    });
  }

  it("finds an event that neither has a route nor permits one of its function", () => {
    expect(count("/others/{id}")).to.equal(1);
    expect(count("/orders/{id}", "post")).to.equal(1);
    expect(count("/orders/{id}/items")).to.equal(1);
  });
});
