import { expect } from "chai";
import { readFileSync } from "node:fs";
import { openApi, type Api } from "lockstep-sam";
import {
  boundsSubject,
  requestBounds,
  responseBounds,
  runBounds,
} from "../support/orders/bounds.ts";
import { listBounds } from "../support/orders/list-bounds.ts";

const spec = readFileSync("openapi.yaml", "utf8");

/** The request or response side of the table, by the pointer of the bound. */
function pointers(rows: readonly { readonly bound: string }[]): readonly string[] {
  return [...new Set(rows.map(({ bound }) => bound))].toSorted();
}

describe("the bounds of openapi.yaml", () => {
  let api: Api;

  before(async () => {
    api = await openApi({ target: "stage" });
  });

  after(() => api.close());

  it("are all in the table, for requests and for responses", () => {
    const { request, response } = listBounds(boundsSubject(spec).document);
    expect(pointers(requestBounds)).to.deep.equal([...request].toSorted());
    expect(pointers(responseBounds)).to.deep.equal([...response].toSorted());
  });

  it("are those the service keeps to", async () => {
    const send = async (request: Parameters<Api["target"]["send"]>[0]) =>
      (await api.target.send(request)).response;
    expect(await runBounds(boundsSubject(spec, send))).to.deep.equal([]);
  });

  for (const [name, before, after, bound] of [
    ["a maximum raised by one", "maximum: 100", "maximum: 101", "quantity/maximum"],
    ["a maximum lowered by one", "maximum: 100", "maximum: 99", "quantity/maximum"],
    ["an enum that lost a value", "[standard, express]", "[standard]", "Shipping/enum"],
    ["a longer page", "maxItems: 50", "maxItems: 51", "orders/maxItems"],
    ["a wider pattern", "^CUST-[0-9A-Z]+$", "^CUST-[0-9A-Za]+$", "CustomerId/pattern"],
  ] as const) {
    it(`find ${name} and name its place`, async () => {
      expect(spec).to.include(before);
      const changed = spec.replace(before, () => after);
      const line = spec.slice(0, spec.indexOf(before)).split("\n").length;
      const findings = await runBounds(boundsSubject(changed));
      expect(findings.map((each) => each.bound)).to.satisfy((all: readonly string[]) =>
        all.some((each) => each.endsWith(bound)),
      );
      for (const { place } of findings)
        expect(place).to.match(new RegExp(`^openapi.yaml:${line}:`));
    });
  }
});
