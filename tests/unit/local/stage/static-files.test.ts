import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { bodyText, headerValue } from "../../../../src/harness/core/http-message.ts";
import { staticFiles } from "../../../../src/harness/local/stage/static-files.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";
import { request, testStage } from "../../../support/stage/test-stage.ts";

/** A folder `public` with a page, and a secret beside it. */
function withFiles<T>(work: (folder: string, root: string) => Promise<T>): Promise<T> {
  return withTemporaryFolder((root) => {
    const folder = join(root, "public");
    mkdirSync(join(folder, "css"), { recursive: true });
    mkdirSync(join(folder, ".git"));
    writeFileSync(join(folder, "index.html"), "<p>hello</p>");
    writeFileSync(join(folder, "css/a b.css"), "p {}");
    writeFileSync(join(folder, "data.unknown"), "x");
    writeFileSync(join(folder, ".env"), "SECRET=1");
    writeFileSync(join(folder, ".git/config"), "secret");
    writeFileSync(join(root, "secret.txt"), "secret");
    symlinkSync(join(root, "secret.txt"), join(folder, "linked.txt"));
    symlinkSync(root, join(folder, "up"));
    symlinkSync(join(folder, ".env"), join(folder, "env.txt"));
    symlinkSync(join(folder, "index.html"), join(folder, "page.html"));
    return work(folder, root);
  });
}

describe("files served beside an API", () => {
  const served: readonly (readonly [string, string, string])[] = [
    ["/index.html", "text/html; charset=utf-8", "<p>hello</p>"],
    ["/page.html", "text/html; charset=utf-8", "<p>hello</p>"],
    ["/css/a%20b.css", "text/css; charset=utf-8", "p {}"],
    ["/data.unknown", "application/octet-stream", "x"],
  ];
  for (const [path, type, text] of served)
    it(`${path} is found, as ${type}`, () =>
      withFiles(async (folder) => {
        const response = await staticFiles(folder)(request(`GET ${path}`));
        if (response === null) throw new Error("no file");
        expect(response.status).to.equal(200);
        expect(headerValue(response.headers, "content-type")).to.equal(type);
        expect(headerValue(response.headers, "x-content-type-options")).to.equal("nosniff");
        expect(bodyText(response)).to.equal(text);
      }));

  const refused = [
    "GET /",
    "GET /css",
    "GET /css/",
    "GET /none.html",
    "GET /../secret.txt",
    "GET /css/../../secret.txt",
    "GET /%2e%2e/secret.txt",
    "GET /..%2fsecret.txt",
    "GET /css%2f..%2f..%2fsecret.txt",
    "GET /..%5csecret.txt",
    "GET /%252e%252e/secret.txt",
    "GET //index.html",
    "GET /./index.html",
    "GET /index.html%00.txt",
    "GET /%",
    "GET /%ff",
    "GET /.env",
    "GET /%2eenv",
    "GET /.git/config",
    "GET /linked.txt",
    "GET /up/secret.txt",
    "GET /env.txt",
    "GET /index.html::$DATA",
    "POST /index.html",
    "DELETE /index.html",
  ];
  for (const line of refused)
    it(`${line} is left to the gateway`, () =>
      withFiles(async (folder) => {
        expect(await staticFiles(folder)(request(line))).to.equal(null);
      }));

  it("are none where the folder is gone", async () => {
    expect(await staticFiles("/tmp/lockstep-no-such-folder")(request("GET /a"))).to.equal(null);
  });

  it("are none where they cannot be read", async function () {
    // Even who may read everything gets an error for this one.
    if (process.platform !== "linux") this.skip();
    expect(await staticFiles("/proc/self")(request("GET /mem"))).to.equal(null);
  });

  it("are asked for only where the gateway knows no route", () =>
    withFiles(async (folder) => {
      writeFileSync(join(folder, "orders"), "a file");
      mkdirSync(join(folder, "files"));
      writeFileSync(join(folder, "files/a"), "a file");
      const stage = testStage({ unrouted: staticFiles(folder) });
      const send = async (line: string): Promise<readonly [number, string]> => {
        const { response } = await stage.handle(request(line), { sourceIp: "127.0.0.1" });
        return [response.status, bodyText(response)];
      };
      expect(await send("GET /index.html")).to.deep.equal([200, "<p>hello</p>"]);
      // The resource is there without the method: no route of the API answers.
      expect(await send("GET /orders")).to.deep.equal([200, "a file"]);
      expect((await send("GET /dev/files/a"))[1]).to.include("httpMethod");
      expect((await send("GET /files/a"))[1]).to.include("httpMethod");
      expect(await send("GET /none")).to.deep.equal([
        403,
        '{"message":"Missing Authentication Token"}',
      ]);
    }));

  it("say in the trace that API Gateway would not serve them", () =>
    withFiles(async (folder) => {
      const stage = testStage({ unrouted: staticFiles(folder) });
      const { trace } = await stage.handle(request("GET /index.html"), { sourceIp: "127.0.0.1" });
      expect(trace).to.include({ answeredBy: "gateway", gatewayResponseType: null });
      expect(trace.gatewayDetail).to.include("--static-dir");
    }));
});
