import { expect } from "chai";
import { hostileCases } from "../hostile/list-cases.ts";
import { runHostileCases } from "../hostile/run-cases.ts";

// A few of the hostile projects that `npm run proof` tries all of.

const names = [
  "deep: spec of flow lists",
  "deep: template of flow maps",
  "deep: schema of 300 properties",
  "aliases: billion laughs in a spec",
  "aliases: billion laughs in a template",
  "aliases: a map in itself",
  "references: in a ring",
  "references: files in a ring",
  "expressions: conditions in a ring",
  "expressions: ten billion resources by loops",
  "expressions: a stack in itself",
  "texts: NUL",
  "texts: broken UTF-8",
  "texts: resources named as prototypes",
  "texts: a pipe for a spec",
  "texts: a spec that links to itself",
  "values: infinity",
  "values: paths that are none",
];

describe("A project that is broken, endless or meant to do harm", function () {
  this.timeout(120_000);

  it("gives problems or one error: no stack trace, no hang, little memory", async () => {
    const indexes = names.map((name) => hostileCases.findIndex((each) => each.name === name));
    expect(indexes, "a case was renamed").to.not.include(-1);
    const verdicts = await runHostileCases(indexes);
    expect(verdicts.filter(({ faults }) => faults.length > 0)).to.deep.equal([]);
    expect(verdicts.every(({ report }) => report !== null)).to.equal(true);
  });
});
