import { expect } from "chai";
import { repeatUrl } from "../../../../src/harness/app/runs/repeat-url.ts";

describe("The place to send a request again", () => {
  it("is the stage of `lockstep start` for a stage that ends with the run", () => {
    expect(repeatUrl({ kind: "stage-http", baseUrl: "http://127.0.0.1:40123/dev" })).to.equal(
      "http://127.0.0.1:3000/dev",
    );
  });

  it("is a deployed stage itself, and unknown without a socket", () => {
    expect(repeatUrl({ kind: "deployed", baseUrl: "https://example.com/dev" })).to.equal(
      "https://example.com/dev",
    );
    expect(repeatUrl({ kind: "stage", baseUrl: null })).to.equal(null);
  });
});
