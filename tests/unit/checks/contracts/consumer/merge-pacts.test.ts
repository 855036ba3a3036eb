import { expect } from "chai";
import { mergePacts } from "../../../../../src/harness/checks/contracts/consumer/merge-pacts.ts";
import { isJsonObject, parseJson, type JsonObject } from "../../../../../src/harness/core/json.ts";
import { httpInteraction, pactText } from "../../../../support/contracts/pact-text.ts";

function part(...interactions: readonly object[]): JsonObject {
  const value = parseJson(pactText(interactions));
  if (!isJsonObject(value)) throw new TypeError("a pact");
  return {
    ...value,
    metadata: {
      "pact-js": { version: "1.2.3" },
      pactRust: { ffi: "4.5.6" },
      pactSpecification: { version: "4.0" },
    },
  };
}

const a = httpInteraction({ description: "a" });
const b = httpInteraction({ description: "b" });
const c = httpInteraction({ description: "a", states: [{ name: "an order exists" }] });

describe("mergePacts", () => {
  it("gives the same bytes whatever order the parts come in", () => {
    const texts = [
      [a, b, c],
      [c, b, a],
      [b, c, a],
    ].map((order) => mergePacts(order.map((interaction) => part(interaction))).text);
    expect(new Set(texts)).to.have.property("size", 1);
    expect(mergePacts([part(c, a), part(b)]).text).to.equal(texts[0]);
  });

  it("leaves out the versions of the tools, and ends with one newline", () => {
    const { text } = mergePacts([part(a)]);
    expect(text).to.match(/\}\n$/).and.not.match(/\n\n$/);
    expect(parseJson(text ?? "")).to.have.deep.property("metadata", {
      pactSpecification: { version: "4.0" },
    });
  });

  it("sorts keys at every depth", () => {
    const { text } = mergePacts([
      part(httpInteraction({ request: { headers: { B: ["1"], A: ["2"] } } })),
    ]);
    expect((text ?? "").indexOf('"A"')).to.be.lessThan((text ?? "").indexOf('"B"'));
  });

  it("refuses two interactions that Pact could not tell apart", () => {
    const { text, problems } = mergePacts([
      part(a),
      part(b),
      part(httpInteraction({ description: "a", response: { status: 500 } })),
    ]);
    expect(text).to.equal(null);
    expect(problems.map(({ code }) => code)).to.deep.equal(["contracts/duplicate-in-contract"]);
  });

  it("does not make a contract of nothing", () => {
    expect(mergePacts([])).to.have.property("text", null);
  });
});
