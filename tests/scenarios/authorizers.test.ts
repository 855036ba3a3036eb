import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import got from "got";
import { openApi } from "lockstep-sam";

import { repositoryRoot } from "../support/scenarios/order-project.ts";
import { runInThisProcess } from "../support/scenarios/run-in-this-process.ts";
import { startStage, type StartedStage } from "../support/scenarios/start-stage.ts";

// A REST API with a TOKEN and a REQUEST authorizer, and an HTTP API with a simple one.

const source = join(repositoryRoot, "tests/fixtures/projects/guarded-notes");
const client = got.extend({ throwHttpErrors: false, retry: { limit: 0 } });
const copies: string[] = [];

/** A copy of the project, with one text of a file replaced by another. */
function copyProject(file?: string, from = "", to = ""): string {
  const root = mkdtempSync(join(tmpdir(), "lockstep-guarded-"));
  copies.push(root);
  cpSync(source, root, { recursive: true });
  if (file === undefined) return root;
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(path, text.replace(from, to));
  return root;
}

type Answer = readonly [status: number, body: string];

async function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const { statusCode, body } = await client(url, { headers });
  return [statusCode, body];
}

describe("A project with authorizers", function () {
  this.timeout(60_000);
  after(() => {
    for (const root of copies) rmSync(root, { recursive: true, force: true });
  });

  describe("started", () => {
    let stage: StartedStage;
    let notes: string;
    let users: string;
    before(async () => {
      stage = await startStage(copyProject(), [], "ignore");
      [notes = "", users = ""] = stage.urls;
    });
    after(async () => {
      await stage.stop("SIGTERM");
    });

    const answers: readonly (readonly [
      string,
      Readonly<Record<string, string>>,
      number,
      string,
    ])[] = [
      ["/health", {}, 200, "{}"],
      ["/notes", {}, 401, '{"error":"Unauthorized"}'],
      ["/notes", { Authorization: "Basic x" }, 401, '{"error":"Unauthorized"}'],
      ["/notes", { Authorization: "Bearer nobody" }, 401, '{"error":"Unauthorized"}'],
      ["/notes", { Authorization: "Bearer broken" }, 500, '{"message":null}'],
      [
        "/notes",
        { Authorization: "Bearer mallory" },
        403,
        '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}',
      ],
      [
        "/notes",
        { Authorization: "Bearer ann" },
        200,
        '{"owner":"ann","tenant":"acme","notes":[]}',
      ],
      ["/notes/n1?key=open", { "X-User": "ann" }, 200, '{"id":"n1"}'],
      ["/notes/n1?key=open", {}, 401, '{"error":"Unauthorized"}'],
      [
        "/notes/n1?key=shut",
        { "X-User": "ann" },
        403,
        '{"Message":"User is not authorized to access this resource"}',
      ],
    ];
    for (const [path, headers, status, body] of answers)
      it(`answers ${status} to ${path} with ${JSON.stringify(headers)}`, async () => {
        expect(await get(`${notes}${path}`, headers)).to.deep.equal([status, body]);
      });

    it("answers by the rules of HTTP APIs", async () => {
      expect(await get(`${users}/open`)).to.deep.equal([200, "{}"]);
      expect(await get(`${users}/me`)).to.deep.equal([401, '{"message":"Unauthorized"}']);
      expect(await get(`${users}/me`, { Authorization: "no" })).to.deep.equal([
        403,
        '{"message":"Forbidden"}',
      ]);
      expect(await get(`${users}/me`, { Authorization: "ann" })).to.deep.equal([
        200,
        '{"user":"ann","roles":["reader"]}',
      ]);
    });

    it("puts the author's headers on a refusal", async () => {
      const { headers } = await client(`${notes}/notes`);
      expect(headers["access-control-allow-origin"]).to.equal("*");
      expect(headers["x-amzn-errortype"]).to.equal("UnauthorizedException");
    });
  });

  it("does not accuse the service where the gateway asks for credentials", async () => {
    const { exitCode, stdout, stderr } = await runInThisProcess(copyProject(), [
      "check",
      "--api",
      "NoteApi",
    ]);
    expect(exitCode, `${stdout}${stderr}`).to.equal(0);
    expect(stdout)
      .to.include("conformance/credentials-needed")
      .and.include("GET /notes was answered with 401: the gateway asks for credentials")
      .and.include("--header")
      .and.include("--as")
      .and.include("1 of 2 interactions hold");
    expect(stdout).to.not.include("contracts/status-mismatch");
  });

  it("is checked with credentials that are given", async () => {
    const args = ["check", "--api", "NoteApi", "--header", "Authorization: Bearer ann"];
    const { exitCode, stdout, stderr } = await runInThisProcess(copyProject(), args);
    expect(exitCode, `${stdout}${stderr}`).to.equal(0);
    expect(stdout).to.include("2 of 2 interactions hold");
    expect(stdout).to.not.include("GET /notes was answered with 401");
    expect(stdout).to.not.include("Bearer ann");
  });

  it("still accuses a handler that is wrong behind an authorizer", async () => {
    const root = copyProject("src/notes.mjs", "owner: principalId", "owner: 7");
    const args = ["check", "--api", "NoteApi", "--header", "Authorization: Bearer ann"];
    const { exitCode, stdout } = await runInThisProcess(root, args);
    expect(exitCode).to.equal(1);
    expect(stdout).to.include("conformance/response-invalid");
  });

  it("accuses an authorizer that the gateway may not invoke", async () => {
    const root = copyProject("template.yaml", "${NoteApi}/authorizers/*", "${NoteApi}/*/GET/x");
    const args = ["check", "--api", "NoteApi", "--header", "Authorization: Bearer ann"];
    const { exitCode, stdout } = await runInThisProcess(root, args);
    expect(exitCode).to.equal(1);
    expect(stdout).to.include("wiring/authorizer-not-permitted");
  });

  describe("whose caller is given", () => {
    it("asks no authorizer, and says so", async () => {
      const stage = await startStage(copyProject(), ["--as", "caller.json"], "ignore");
      try {
        expect(await get(`${stage.url}/notes`)).to.deep.equal([
          200,
          '{"owner":"ann","tenant":"acme","notes":[]}',
        ]);
        expect(await get(`${stage.urls[1] ?? ""}/me`)).to.deep.equal([200, '{"tenant":"acme"}']);
      } finally {
        await stage.stop("SIGTERM");
      }
    });

    it("is checked whole", async () => {
      const args = ["check", "--as", "caller.json", "--api", "NoteApi", "--only", "conformance"];
      const { exitCode, stdout, stderr } = await runInThisProcess(copyProject(), args);
      expect(exitCode, `${stdout}${stderr}`).to.equal(0);
      expect(stdout)
        .to.include("3 requests to 3 operations")
        .and.include("NoteApi: token, request are not asked, the caller is given (--as)");
      expect(stdout).to.not.include("credentials-needed");
    });

    it("says where a caller is wrong", async () => {
      const root = copyProject("caller.json", '"context":', '\n  "contxt":');
      const { exitCode, stderr } = await runInThisProcess(root, ["check", "--as", "caller.json"]);
      expect(exitCode).to.equal(2);
      expect(stderr).to.include('caller.json:2:3: "contxt" says nothing');
    });

    it("is given in a test, and in the configuration", async () => {
      const root = copyProject();
      const as = { principalId: "bob", context: { tenant: "t2" } };
      const api = await openApi({ root, api: "NoteApi", as });
      const listed = await api.call("listNotes");
      expect(JSON.parse(listed.text)).to.deep.equal({ owner: "bob", tenant: "t2", notes: [] });
      await api.close();
      const configured = copyProject();
      writeFileSync(
        join(configured, "lockstep.config.json"),
        JSON.stringify({ as: "caller.json" }),
      );
      const other = await openApi({ root: configured, api: "NoteApi" });
      expect((await other.call("listNotes")).status).to.equal(200);
      await other.close();
    });
  });
});
