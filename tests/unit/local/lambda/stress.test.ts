import { stressFunctions } from "../../../support/lambda/stress-functions.ts";

describe("Functions under stress", function () {
  this.timeout(120_000);

  // One of each deed; the proof has twelve, with and without a watch.
  it("answer each for itself, and are gone in the end (watched)", async function () {
    if (process.platform !== "linux") this.skip();
    await stressFunctions(8, true);
  });
});
