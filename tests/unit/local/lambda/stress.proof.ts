import { stressFunctions } from "../../../support/lambda/stress-functions.ts";

describe("Functions under stress", function () {
  this.timeout(120_000);

  for (const watched of [false, true]) {
    it(`answer each for itself, and are gone in the end (${watched ? "watched" : "as they were"})`, async function () {
      if (process.platform !== "linux") this.skip();
      await stressFunctions(96, watched);
    });
  }
});
