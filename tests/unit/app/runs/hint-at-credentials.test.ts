import { expect } from "chai";
import { blindTrace, type Target } from "../../../../src/harness/core/target.ts";
import { loadProject } from "../../../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../../../src/harness/app/project/resolve-config.ts";
import { hintAtCredentials } from "../../../../src/harness/app/runs/hint-at-credentials.ts";

function targetAt(baseUrl: string | null, more: Partial<Target>): Target {
  return {
    kind: "deployed",
    name: "a stage",
    gateway: "rest",
    baseUrl,
    capabilities: { state: null, toEvent: null },
    send: async (request) => ({
      request,
      response: { status: 200, headers: [], body: new Uint8Array() },
      trace: blindTrace,
      durationMs: 0,
    }),
    close: async () => {},
    ...more,
  };
}

const here = targetAt("http://127.0.0.1:3000/dev", { isLocal: true });
const own = targetAt("http://127.0.0.1:3000/dev", { kind: "stage-http" });
const away = targetAt("https://abc.execute-api.eu-west-1.amazonaws.com/dev", {});

async function hintOf(root: string, route: string, target: Target): Promise<string> {
  const { config } = await resolveConfig({ root: `tests/fixtures/projects/${root}` });
  const operations = loadProject(config).apis.flatMap(({ wired }) => wired.operations);
  const wired = operations.find(({ operation }) => operation.key === route);
  if (wired === undefined) throw new Error(`no route ${route}`);
  return hintAtCredentials(wired, target) ?? "";
}

describe("The hint at credentials an operation asks for", () => {
  it("has the command that makes a token for its authorizer", async () => {
    const { config } = await resolveConfig({ root: "tests/fixtures/projects/members-club" });
    const [, web] = loadProject(config).apis;
    const wired = web?.wired.operations.find(({ operation }) => operation.key === "GET /me");
    if (wired === undefined) throw new Error("no route");
    expect(hintAtCredentials(wired, here)).to.include(
      '--header "Authorization: Bearer $(lockstep token --issuer Web --scope club/read)"',
    );
    expect(await hintOf("members-club", "GET /me", here)).to.include(
      "lockstep token --issuer Members)",
    );
  });

  it("has no token of this machine for a stage elsewhere", async () => {
    const hint = await hintOf("members-club", "GET /me", away);
    expect(hint).to.include("Members").and.not.include("lockstep token");
  });

  it("names a signature and an API key", async () => {
    expect(await hintOf("members-club", "GET /machines", here)).to.include("access key local");
    expect(await hintOf("members-club", "GET /machines", away)).to.include("AWS_IAM");
    expect(await hintOf("members-club", "GET /partners", away)).to.include("x-api-key");
  });

  it("names a Lambda authorizer, with --as where its answer can be given", async () => {
    expect(await hintOf("guarded-notes", "GET /notes", own))
      .to.include('"token" is a function')
      .and.include("--as");
    expect(await hintOf("guarded-notes", "GET /notes", here)).to.not.include("--as");
  });
});
