import { expect } from "chai";
import type { JsonObject } from "../../../../src/harness/core/json.ts";
import {
  explainMatch,
  type MatchExplanation,
} from "../../../../src/harness/model/eventbridge/explain-match.ts";
import { readPattern } from "../../../../src/harness/model/eventbridge/pattern/read-pattern.ts";

function explain(pattern: string, event: JsonObject): MatchExplanation {
  const read = readPattern(pattern);
  if ("rejected" in read) throw new Error(read.rejected);
  const explained = explainMatch(read, event);
  if ("rejected" in explained) throw new Error(explained.rejected);
  return explained;
}

describe("Why an event does not match", () => {
  it("names the field that stopped it, what was wanted there and what it held", () => {
    const pattern = '{"source":["orders"],"detail":{"total":[{"numeric": [">", 100]}, 7]}}';
    const explained = explain(pattern, { source: "orders", detail: { total: 5 } });
    expect(explained).to.deep.equal({
      matches: false,
      subRules: [
        {
          matches: false,
          apart: false,
          fields: [
            {
              path: "detail.total",
              holds: false,
              wanted: ['{"numeric": [">", 100]}', "7"],
              found: ["5"],
            },
            { path: "source", holds: true, wanted: ['"orders"'], found: ['"orders"'] },
          ],
        },
      ],
    });
  });

  it("tells nothing, an object and an empty list apart", () => {
    const found = (event: JsonObject): unknown =>
      explain('{"a":{"b":[{"exists":true}]}}', event).subRules[0]?.fields[0]?.found;
    expect(found({ a: {} })).to.deep.equal(["nothing"]);
    expect(found({ a: { b: { c: 1 } } })).to.deep.equal(["an object, not a value"]);
    expect(found({ a: { b: {} } })).to.deep.equal(["an empty object"]);
    expect(found({ a: [{ b: [] }, {}] })).to.deep.equal(["an empty list"]);
    expect(found({ "a.b": [] })).to.deep.equal(["an empty list"]);
  });

  it("tells at most five values of a list", () => {
    const event = { a: [1, 2, 3, 4, 5, 6, 7] };
    expect(explain('{"a":[9]}', event).subRules[0]?.fields[0]?.found).to.deep.equal([
      "1",
      "2",
      "3",
      "4",
      "5",
      "2 more",
    ]);
  });

  it("says that fields hold in different elements of a list only", () => {
    const event = { e: [{ f: "A" }, { l: "J" }] };
    const explained = explain('{"e":{"f":["A"],"l":["J"]}}', event);
    expect(explained.subRules[0]).to.include({ matches: false, apart: true });
  });

  it("tells the combination of $or that came nearest first", () => {
    const event = { a: "x", b: "y" };
    const [nearest] = explain(
      '{"$or":[{"a":["q"],"b":["q"]},{"a":["x"],"b":["q"]}]}',
      event,
    ).subRules;
    expect(nearest?.fields.map(({ holds }) => holds)).to.deep.equal([true, false]);
  });
});
