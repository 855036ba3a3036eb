import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import { formatCurl } from "../../../../src/harness/checks/target/format-curl.ts";
import { formatInvokeRestMethod } from "../../../../src/harness/checks/target/format-invoke-rest-method.ts";
import {
  bodyText,
  headerValue,
  toBytes,
  type HttpRequest,
} from "../../../../src/harness/core/http-message.ts";
import { jsonAnswer, listen } from "../../../support/contracts/order-api.ts";

const base = "http://127.0.0.1:3000/dev";

function request(parts: Partial<HttpRequest> = {}): HttpRequest {
  return { method: "GET", path: "/orders", query: "", headers: [], body: null, ...parts };
}

const post = request({
  method: "POST",
  headers: [
    ["Content-Type", "application/json"],
    ["Host", "x"],
    ["Content-Length", "9"],
    ["X-Api-Key", "secret"],
  ],
  body: toBytes(`{"note":"it's"}`),
});

describe("formatCurl", () => {
  it("quotes for a POSIX shell, masks credentials and leaves out what curl sets itself", () => {
    expect(formatCurl(post, base)).to.equal(
      `curl -i -X POST '${base}/orders' -H 'Content-Type: application/json' -H 'X-Api-Key: ***' --data-raw '{"note":"it'\\''s"}'`,
    );
  });

  it("lets no method out of its quotes, and keeps a byte order mark", () => {
    expect(formatCurl(request({ method: "GET;touch x" }), base)).to.include("-X 'GET;touch x' ");
    const marked = formatCurl({ ...post, body: toBytes("\uFEFF{}") }, base);
    expect(marked).to.include("--data-raw '\uFEFF{}'");
  });

  it("reads the base URL from API_URL when nothing listens", () => {
    expect(formatCurl(request({ query: "customerId=CUST-001" }), null)).to.equal(
      `curl -i "$API_URL"'/orders?customerId=CUST-001'`,
    );
  });

  it("masks credentials in the query, and only those", () => {
    expect(formatCurl(request({ query: "X-Amz-Signature=abc&nextToken=def" }), base)).to.include(
      "X-Amz-Signature=***&nextToken=def",
    );
  });

  it("asks for the head only with --head, and keeps brackets and dots in the path", () => {
    expect(formatCurl(request({ method: "HEAD" }), base))
      .to.include("--head")
      .and.not.include("-X");
    expect(formatCurl(request({ path: "/a/../b", query: "x[]=1" }), base))
      .to.include("--globoff")
      .and.include("--path-as-is");
  });

  it("does not let curl announce a form when the request has no Content-Type", () => {
    expect(formatCurl(request({ method: "PUT", body: toBytes("x") }), base)).to.include(
      "-H 'Content-Type:'",
    );
  });

  it("gives a command that sends the same request, bytes and all", async function () {
    if (process.platform === "win32" || spawnSync("curl", ["--version"]).error !== undefined)
      this.skip();
    const seen: HttpRequest[] = [];
    const server = await listen((received) => {
      seen.push(received);
      return jsonAnswer(200, {});
    });
    try {
      const bodies = [toBytes(`@file\n'"$HOME" \`id\` é`), Uint8Array.from([0, 1, 255])];
      for (const body of bodies) {
        const sent = request({
          method: "POST",
          path: "/a/../b'c",
          query: "q[]={1}",
          headers: [["X-Empty", ""]],
          body,
        });
        await promisify(execFile)("sh", ["-c", formatCurl(sent, server.url)]);
        const received = seen.at(-1);
        expect(received).to.include({ method: "POST", path: "/a/../b'c", query: "q[]={1}" });
        expect([...(received?.body ?? [])]).to.deep.equal([...body]);
        expect(headerValue(received?.headers ?? [], "x-empty")).to.equal("");
        expect(headerValue(received?.headers ?? [], "content-type")).to.equal(undefined);
      }
      expect(bodyText({ body: seen[0]?.body ?? null })).to.include("$HOME");
    } finally {
      await server.close();
    }
  });
});

describe("formatInvokeRestMethod", () => {
  it("doubles every kind of single quote, and gives the content type its own argument", () => {
    expect(formatInvokeRestMethod({ ...post, body: toBytes("it's \u2019") }, base)).to.equal(
      `Invoke-RestMethod -Method Post -Uri '${base}/orders' -Headers @{ 'X-Api-Key' = '***' } -ContentType 'application/json' -Body ([Text.Encoding]::UTF8.GetBytes('it''s \u2019\u2019'))`,
    );
  });

  it("joins repeated headers, names unusual methods, reads API_URL", () => {
    const unusual = request({
      method: "PURGE",
      headers: [
        ["X-A", "1"],
        ["x-a", "2"],
      ],
    });
    expect(formatInvokeRestMethod(unusual, null)).to.equal(
      `Invoke-RestMethod -CustomMethod 'PURGE' -Uri ($env:API_URL + '/orders') -Headers @{ 'X-A' = '1, 2' }`,
    );
  });
});
