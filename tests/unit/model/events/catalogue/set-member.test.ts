import { expect } from "chai";
import fc from "fast-check";
import {
  readSetting,
  setMembers,
} from "../../../../../src/harness/model/events/catalogue/set-member.ts";

const text = (written: string) => readSetting(written, false);

describe("--set", () => {
  const event = { Records: [{ body: "a" }], detail: { id: 1 } };

  it("sets texts and JSON by their path, and leaves the rest", () => {
    expect(setMembers(event, [text('Records[0].body=x=y\n"z"')])).to.deep.equal({
      Records: [{ body: 'x=y\n"z"' }],
      detail: { id: 1 },
    });
    expect(setMembers(event, [readSetting("detail.id=[1]", true)])["detail"]).to.deep.equal({
      id: [1],
    });
    expect(event.detail.id).to.equal(1);
  });

  it("makes what is missing, and appends to lists", () => {
    const made = setMembers(event, [text("detail.order.id=1"), text("Records[1].body=b")]);
    expect(made).to.deep.equal({
      Records: [{ body: "a" }, { body: "b" }],
      detail: { id: 1, order: { id: "1" } },
    });
  });

  it("takes names in quotes", () => {
    expect(setMembers({}, [text('headers["X.A=\\"b\\""]=1')])).to.deep.equal({
      headers: { 'X.A="b"': "1" },
    });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), (name, value) => {
        const made = setMembers({}, [text(`[${JSON.stringify(name)}]=${value}`)]);
        expect(Object.entries(made)).to.deep.equal([[name, value]]);
      }),
    );
  });

  it("leaves the prototype alone", () => {
    const made = setMembers({}, [text("__proto__.polluted=1")]);
    expect(Object.hasOwn(made, "__proto__")).to.equal(true);
    expect(Reflect.get({}, "polluted")).to.equal(undefined);
  });

  for (const [written, typed, why] of [
    ["=1", false, "begins with no path"],
    ["a", false, "not followed by ="],
    ["a..b=1", false, "not followed by ="],
    ["a={", true, "not JSON"],
    ["Records[5].body=1", false, "has 1 elements"],
    ["Records.body=1", false, "has no object"],
    ["detail[0]=1", false, "has no list"],
  ] as const) {
    it(`refuses ${written}`, () => {
      expect(() => setMembers(event, [readSetting(written, typed)]))
        .to.throw(why)
        .with.property("code", "events/set-invalid");
    });
  }
});
