import { expect } from "chai";
import { bodyText, type HeaderLine } from "../../../../src/harness/core/http-message.ts";
import { guardHost } from "../../../../src/harness/local/stage/guard-host.ts";
import { request, testStage } from "../../../support/stage/test-stage.ts";

async function send(host: string | null): Promise<readonly [number, string]> {
  const stage = testStage();
  const handle = guardHost((message, from) => stage.handle(message, from), new Set(["shop.test"]));
  const headers: readonly HeaderLine[] = host === null ? [] : [["Host", host]];
  const { response } = await handle(request("GET /dev/orders/1", headers), {
    sourceIp: "127.0.0.1",
  });
  return [response.status, bodyText(response)];
}

describe("a stage that answers this machine's names alone", () => {
  const own = [
    "127.0.0.1:3000",
    "127.0.0.2",
    "localhost:3000",
    "LOCALHOST",
    "app.localhost:3000",
    "[::1]:3000",
    "shop.test:3000",
    "Shop.Test",
    "shop.test.:3000",
    "localhost.",
    null,
  ];
  for (const host of own)
    it(`answers ${host ?? "no host"}`, async () => {
      expect((await send(host))[0]).to.equal(200);
    });

  const foreign = [
    "evil.example:3000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "127.evil.example",
    "evil-localhost",
    "xlocalhost",
    "192.0.2.7",
    "0.0.0.0:3000",
    "sub.shop.test",
    "shop.test..",
    "shop.test@evil.example",
    "shop.test:3000:3000",
    "evil.example#localhost",
    "",
  ];
  for (const host of foreign)
    it(`refuses "${host}"`, async () => {
      const [status, body] = await send(host);
      expect(status).to.equal(403);
      expect(body).to.include("stage/foreign-host").and.include("--allow-host");
    });
});
