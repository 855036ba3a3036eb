import { expect } from "chai";
import { copyConsumer, type CopiedConsumer } from "../../../support/testing/copy-consumer.ts";

// vitest, jest and `mocha --require` are proved with the packed library: tests/package/package.proof.ts.
const mocha = "node_modules/mocha/bin/mocha.js";

const runs = [
  {
    name: "mocha, the handler imported first and loaded with loadFunction",
    fixture: "mocha",
    args: [mocha, "plain/notes.test.mjs"],
    passing: /5 passing/,
  },
  {
    name: "mocha --import=lockstep-sam/register, the handler imported by the test",
    fixture: "mocha",
    args: [mocha, "--import=lockstep-sam/register", "registered/notes.test.mjs"],
    passing: /1 passing/,
  },
  {
    name: "node:test, the handler imported first and loaded with loadFunction",
    fixture: "node-test",
    args: ["--test", "--test-reporter=spec", "plain/notes.test.js"],
    passing: /pass 6/,
  },
  {
    name: "node --import lockstep-sam/register --test, the handler imported by the test",
    fixture: "node-test",
    args: [
      "--import",
      "lockstep-sam/register",
      "--test",
      "--test-reporter=spec",
      "registered/notes.test.js",
    ],
    passing: /pass 1/,
  },
] as const;

describe("importing a handler before the endpoint is set does not matter", function () {
  this.timeout(60_000);
  const consumers = new Map<string, CopiedConsumer>();

  before(() => {
    for (const { fixture } of runs)
      if (!consumers.has(fixture)) consumers.set(fixture, copyConsumer(fixture));
  });

  after(() => {
    for (const consumer of consumers.values()) consumer.remove();
  });

  for (const { name, fixture, args, passing } of runs) {
    // The run ends by itself: nothing here closes what the tests opened.
    it(`in ${name}`, async () => {
      const result = await consumers.get(fixture)?.node(args);
      expect(result?.output).to.match(passing);
      expect(result?.exitCode).to.equal(0);
    });
  }
});
