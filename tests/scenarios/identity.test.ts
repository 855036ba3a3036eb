import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { SignatureV4 } from "@smithy/signature-v4";
import { expect } from "chai";
import got, { type Response } from "got";
import { LockstepError, openApi, signTestToken } from "lockstep-sam";

import { bodyText } from "../../src/harness/core/http-message.ts";
import { isObject, parseJson } from "../../src/harness/core/json.ts";
import { repositoryRoot } from "../support/scenarios/order-project.ts";
import { runCommandLine } from "../support/scenarios/run-command-line.ts";
import { startStage, type StartedStage } from "../support/scenarios/start-stage.ts";
import { request } from "../support/stage/test-stage.ts";
import { Sha256 } from "../support/stage/sha256.ts";

// A REST API with Cognito, API keys and IAM, and an HTTP API with a JWT authorizer: nothing is set up.

const source = join(repositoryRoot, "tests/fixtures/projects/members-club");
const client = got.extend({ throwHttpErrors: false, retry: { limit: 0 } });

function member(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) found = isObject(found) ? found[name] : undefined;
  return found;
}

const said = ({ body }: Response<string>): unknown => parseJson(body);

describe("A project whose APIs ask who calls", function () {
  this.timeout(60_000);
  let root: string;
  let stage: StartedStage;
  let club: string;
  let web: string;
  before(async () => {
    root = mkdtempSync(join(tmpdir(), "lockstep-club-"));
    cpSync(source, root, { recursive: true });
    stage = await startStage(root);
    [club = "", web = ""] = stage.urls;
  });
  after(async () => {
    await stage.stop("SIGTERM");
    rmSync(root, { recursive: true, force: true });
  });

  const get = (url: string, headers: Record<string, string> = {}) => client(url, { headers });
  const token = async (...args: readonly string[]): Promise<string> =>
    (await runCommandLine(root, ["token", ...args])).stdout.trim();

  it("takes tokens of the command line, and says whose they are", async () => {
    expect((await get(`${club}/me`)).statusCode).to.equal(401);
    const mine = await token("--issuer", "Members", "--claim", "sub=user-1");
    const answer = await get(`${club}/me`, { Authorization: mine });
    expect(answer.statusCode, answer.body).to.equal(200);
    expect(member(said(answer), "authorizer", "claims", "sub")).to.equal("user-1");
  });

  it("takes a scope for what it is", async () => {
    const bare = await token("--issuer", "Web");
    const refused = await get(`${web}/me`, { Authorization: `Bearer ${bare}` });
    expect([refused.statusCode, refused.headers["www-authenticate"]]).to.deep.equal([
      403,
      'Bearer scope="club/read" error="insufficient_scope"',
    ]);
    const scoped = await token("--issuer", "Web", "--scope", "club/read");
    const answer = await get(`${web}/me`, { Authorization: `Bearer ${scoped}` });
    expect(answer.statusCode, answer.body).to.equal(200);
    expect(member(said(answer), "authorizer", "jwt", "scopes")).to.deep.equal(["club/read"]);
    // A token of one API is none of the other's.
    expect((await get(`${club}/me`, { Authorization: scoped })).statusCode).to.equal(401);
  });

  it("shows the API key it made up, and takes it", async () => {
    expect((await get(`${club}/partners`)).statusCode).to.equal(403);
    const [key = ""] = stage.apiKeys;
    expect(key).to.match(/^local-/u);
    const answer = await get(`${club}/partners`, { "x-api-key": key });
    expect(answer.statusCode, answer.body).to.equal(200);
    expect(member(said(answer), "apiKey")).to.equal(key);
  });

  it("takes signatures of the local access key", async () => {
    const { host, hostname, pathname } = new URL(`${club}/machines`);
    const signer = new SignatureV4({
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      region: "us-east-1",
      service: "execute-api",
      sha256: Sha256,
    });
    const { headers } = await signer.sign({
      method: "GET",
      protocol: "http:",
      hostname,
      path: pathname,
      query: {},
      headers: { host },
    });
    const answer = await get(`${club}/machines`, headers);
    expect(answer.statusCode, answer.body).to.equal(200);
    expect(member(said(answer), "user")).to.equal("arn:aws:iam::123456789012:user/local");
    expect((await get(`${club}/machines`)).statusCode).to.equal(403);
  });

  it("is tested in process with tokens of the library", async () => {
    const api = await openApi({ root, api: "WebApi" });
    try {
      const options = { root, issuer: "Web", scopes: ["club/read"], claims: { sub: "user-2" } };
      const headers = { Authorization: `Bearer ${await signTestToken(options)}` };
      const { response } = await api.target.send(request("GET /me", headers));
      expect(response.status).to.equal(200);
      const body = parseJson(bodyText(response));
      expect(member(body, "authorizer", "jwt", "claims", "sub")).to.equal("user-2");
    } finally {
      await api.close();
    }
    const error: unknown = await signTestToken({ root }).catch((reason: unknown) => reason);
    expect(LockstepError.is(error) && error.code).to.equal("project/token-issuer-unknown");
  });

  for (const target of ["stage", "stage-http", "API_URL"])
    it(`is tested with credentials that are made for each request (${target})`, async () => {
      for (const [name, url, paths] of [
        ["ClubApi", club, ["/me", "/partners", "/machines"]],
        ["WebApi", web, ["/me"]],
      ] as const) {
        const where = target === "API_URL" ? url : target;
        const api = await openApi({ root, api: name, target: where, credentials: "local" });
        const bare = await openApi({ root, api: name, target: where });
        try {
          for (const path of paths) {
            const { response } = await api.target.send(request(`GET ${path}`));
            expect([path, response.status], bodyText(response)).to.deep.equal([path, 200]);
            const refused = await bare.target.send(request(`GET ${path}`));
            expect(refused.response.status, path).to.be.oneOf([401, 403]);
          }
          const nobody = await api.target.send(request("GET /me", { Authorization: "" }));
          expect(nobody.response.status).to.equal(401);
        } finally {
          await api.close();
          await bare.close();
        }
      }
    });

  it("is tested with headers that every request gets, which count more than its own", async () => {
    const issuer = { root, issuer: "Web", scopes: ["club/read"] };
    const headers = { Authorization: `Bearer ${await signTestToken(issuer)}` };
    for (const target of ["stage", "stage-http"]) {
      const api = await openApi({ root, api: "WebApi", target, headers });
      try {
        const own = { authorization: "Bearer none" };
        const { response } = await api.target.send(request("GET /me", own));
        expect(response.status, bodyText(response)).to.equal(200);
      } finally {
        await api.close();
      }
    }
  });

  it("is checked on the stage that runs, with credentials made for it", async () => {
    for (const [api, url] of [
      ["ClubApi", club],
      ["WebApi", web],
    ] as const) {
      const args = ["check", "--api", api, "--url", url, "--json"];
      const { stdout } = await runCommandLine(root, args);
      expect(stdout)
        .to.not.include("credentials-needed")
        .and.not.match(/→ 40[13]/);
      expect(stdout).to.include("→ 200");
    }
  });

  it("counts requests where it is told to", async () => {
    for (const throttling of [false, true]) {
      const api = await openApi({ root, api: "ClubApi", throttling });
      const [key = ""] = stage.apiKeys;
      const statuses: number[] = [];
      try {
        for (let each = 0; each < 8; each += 1) {
          const { response } = await api.target.send(
            request("GET /partners", { "x-api-key": key }),
          );
          statuses.push(response.status);
        }
      } finally {
        await api.close();
      }
      expect(statuses.slice(0, 2)).to.deep.equal([200, 200]);
      expect(statuses.includes(429)).to.equal(throttling);
    }
  });
});
