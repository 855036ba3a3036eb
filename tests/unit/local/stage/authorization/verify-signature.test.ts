import { SignatureV4 } from "@smithy/signature-v4";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { HttpRequest } from "../../../../../src/harness/core/http-message.ts";
import { toBytes } from "../../../../../src/harness/core/http-message.ts";
import {
  verifySignature,
  type SignatureSetting,
} from "../../../../../src/harness/local/stage/authorization/verify-signature.ts";
import { Sha256 } from "../../../../support/stage/sha256.ts";

const now = Date.UTC(2026, 6, 11, 8);
const key = { accessKeyId: "LOCALKEY", secretAccessKey: "local/secret" };

function signer(region = "eu-west-1", service = "execute-api"): SignatureV4 {
  return new SignatureV4({ credentials: key, region, service, sha256: Sha256 });
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function unsigned({ method = "GET", path = "/dev/orders", query, headers, body }: Sent) {
  return {
    method,
    protocol: "http:",
    hostname: "127.0.0.1",
    path,
    query: query ?? {},
    headers: { host: "127.0.0.1:3000", ...headers },
    ...(body === undefined ? {} : { body }),
  };
}

type Signed = Awaited<ReturnType<SignatureV4["presign"]>>;

function onTheWire(ready: Signed): HttpRequest {
  const query = Object.entries(ready.query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? ""]).map(
      (each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`,
    ),
  );
  return {
    method: ready.method,
    path: ready.path,
    query: query.join("&"),
    headers: [...Object.entries(ready.headers), ["X-Unsigned", "x"]],
    body: typeof ready.body === "string" ? toBytes(ready.body) : null,
  };
}

async function signed(sent: Sent = {}, by = signer(), at = now): Promise<HttpRequest> {
  return onTheWire(await by.sign(unsigned(sent), { signingDate: new Date(at) }));
}

function judge(request: HttpRequest, own: Partial<SignatureSetting> = {}) {
  return verifySignature(request, {
    region: "eu-west-1",
    secretOf: (id) => (id === key.accessKeyId ? key.secretAccessKey : null),
    paths: [request.path],
    now,
    ...own,
  });
}

describe("verifySignature, of requests the SDK's signer signed", () => {
  const requests: readonly (readonly [what: string, sent: Sent])[] = [
    ["a plain one", {}],
    ["one with a body", { method: "POST", body: '{"a":"ä"}' }],
    ["one with a query", { query: { b: "2", a: "1 ü/&=", c: "" } }],
    ["one with a repeated parameter", { query: { a: ["2", "10", "1"] } }],
    [
      "one with parameters of which one begins as the other",
      { query: { a: "1", "a-b": "2", a1: "3" } },
    ],
    ["one with an encoded path", { path: "/dev/orders/a%20b%2Fc/(1)*'!" }],
    ["one with a trailing slash and double slashes", { path: "/dev//orders/" }],
    [
      "one with more headers",
      { headers: { "X-Note": "  two   spaces ", Accept: "application/json" } },
    ],
  ];
  for (const [what, sent] of requests) {
    it(`accepts ${what}`, async () => {
      expect(judge(await signed(sent))).to.deep.equal({ kind: "valid", accessKeyId: "LOCALKEY" });
    });

    it(`accepts ${what} as a URL`, async () => {
      const request = await signer().presign(unsigned(sent), { signingDate: new Date(now) });
      expect(judge(onTheWire(request)).kind).to.equal("valid");
    });
  }

  it("refuses what was changed on the way", async () => {
    const request = await signed({ method: "POST", body: "{}", query: { a: "1" } });
    const changes: readonly Partial<HttpRequest>[] = [
      { method: "PUT" },
      { path: "/dev/order" },
      { query: "a=2" },
      { body: toBytes("{ }") },
      { body: null },
      { headers: request.headers.map(([n, v]) => (n === "host" ? [n, "other"] : [n, v])) },
    ];
    for (const change of changes) {
      const changed = { ...request, ...change };
      expect(judge(changed).kind, JSON.stringify(change)).to.equal("wrong");
    }
  });

  it("takes a path that leaves the stage out where it may", async () => {
    const request = { ...(await signed({ path: "/orders" })), path: "/dev/orders" };
    expect(judge(request).kind).to.equal("wrong");
    expect(judge(request, { paths: ["/dev/orders", "/orders"] }).kind).to.equal("valid");
  });

  it("refuses keys nobody knows, and other secrets", async () => {
    const request = await signed();
    expect(judge(request, { secretOf: () => null })).to.deep.equal({
      kind: "unknown-key",
      accessKeyId: "LOCALKEY",
    });
    expect(judge(request, { secretOf: () => "other" }).kind).to.equal("wrong");
  });

  it("refuses other regions and services", async () => {
    expect(judge(await signed({}, signer("us-east-1")))).to.deep.include({ kind: "wrong" });
    expect(judge(await signed({}, signer("eu-west-1", "lambda")))).to.deep.include({
      kind: "wrong",
    });
  });

  it("allows five minutes either way", async () => {
    const minutes = async (count: number) =>
      judge(await signed({}, signer(), now + count * 60_000));
    expect((await minutes(-5)).kind).to.equal("valid");
    expect((await minutes(5)).kind).to.equal("valid");
    expect(await minutes(-6)).to.deep.equal({
      kind: "expired",
      message:
        "Signature expired: 20260711T075400Z is now earlier than 20260711T075500Z (20260711T080000Z - 5 min.)",
    });
    expect((await minutes(6)).kind).to.equal("expired");
  });

  it("allows a URL the time it asks for", async () => {
    const options = { signingDate: new Date(now), expiresIn: 900 };
    const request = onTheWire(await signer().presign(unsigned({}), options));
    expect(judge(request, { now: now + 900_000 }).kind).to.equal("valid");
    expect(judge(request, { now: now + 901_000 }).kind).to.equal("expired");
    const forever = { ...request, query: request.query.replace("Expires=900", "Expires=604801") };
    expect(judge(forever).kind).to.equal("incomplete");
  });

  it("tells of requests without a signature, and of other tokens", async () => {
    const request = await signed();
    const withAuthorization = (value: string) =>
      judge({
        ...request,
        headers: request.headers.map(([n, v]) => (n === "authorization" ? [n, value] : [n, v])),
      });
    const bare = { ...request, headers: [["host", "x"]] as const };
    expect(judge(bare).kind).to.equal("missing");
    for (const value of [
      "Bearer abc",
      "AWS4-HMAC-SHA256 Credential=x",
      "AWS4-HMAC-SHA256",
      "=,=,",
    ]) {
      expect(withAuthorization(value).kind, value).to.equal("incomplete");
    }
  });

  it("wants the host signed", async () => {
    const sent = unsigned({});
    const { host: _host, ...headers } = sent.headers;
    const request = await signer().sign({ ...sent, headers }, { signingDate: new Date(now) });
    expect(judge(onTheWire(request)).kind).to.equal("wrong");
  });
});
