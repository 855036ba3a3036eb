import { expect } from "chai";
import { describe, it } from "mocha";
import {
  isSecretHeader,
  maskExchange,
  maskQuery,
} from "../../../../src/harness/checks/target/mask-secrets.ts";
import type { JsonObject } from "../../../../src/harness/core/json.ts";
import { blindTrace } from "../../../../src/harness/core/target.ts";

describe("isSecretHeader", () => {
  it("knows credentials by what their names say", () => {
    for (const name of [
      "Authorization",
      "x-amzn-Remapped-Authorization",
      "X-Auth-Token",
      "x-amz-security-token",
      "Set-Cookie",
      "X-API-Key",
      "x-client-secret",
      "Token",
      "x-jwt",
    ])
      expect(isSecretHeader(name), name).to.equal(true);
    for (const name of ["Content-Type", "x-next-token", "x-amzn-RequestId", "Idempotency-Key"])
      expect(isSecretHeader(name), name).to.equal(false);
  });
});

describe("maskQuery", () => {
  it("masks behind semicolons and under percent-encoded names", () => {
    expect(maskQuery("a=1;access_token=x&api%5Fkey=y&nextToken=z")).to.equal(
      "a=1;access_token=***&api%5Fkey=***&nextToken=z",
    );
  });
});

describe("maskExchange", () => {
  it("masks what the function returned as it masks the response", () => {
    let deep: JsonObject = { "set-cookie": ["topsecret"] };
    for (let level = 0; level < 600; level += 1) deep = { next: deep };
    const masked = maskExchange({
      request: { method: "GET", path: "/", query: "", headers: [], body: null },
      response: {
        status: 200,
        headers: [["x-amzn-Remapped-Authorization", "topsecret"]],
        body: new Uint8Array(),
      },
      trace: {
        ...blindTrace,
        functionResult: { headers: { "Set-Cookie": "topsecret", "X-Kind": "kept" }, deep },
      },
      durationMs: 1,
    });
    const text = JSON.stringify(masked);
    expect(text).not.to.include("topsecret");
    expect(text).to.include("kept");
  });
});
