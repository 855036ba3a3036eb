import { expect } from "chai";
import { targetWithCredentials } from "../../../../src/harness/app/project/identity/target-with-credentials.ts";
import { loadProject } from "../../../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../../../src/harness/app/project/resolve-config.ts";
import { reproduceRequest } from "../../../../src/harness/app/runs/reproduce-request.ts";
import type { HeaderLine } from "../../../../src/harness/core/http-message.ts";
import type { ConfiguredIdentity } from "../../../../src/harness/app/project/identity/configured-identity.ts";
import { answer, scriptedTarget } from "../../../support/app/scripted-target.ts";

interface Sent {
  readonly api: "ClubApi" | "WebApi";
  readonly path: string;
  readonly headers?: readonly HeaderLine[];
  readonly identity?: ConfiguredIdentity;
}

/** The command for a request that got its credentials here. */
async function commandFor({ api: id, path, headers = [], identity = {} }: Sent): Promise<string> {
  const { config } = await resolveConfig({ root: "tests/fixtures/projects/members-club" });
  const project = loadProject({ ...config, identity });
  const api = project.apis.find(({ wired }) => wired.resource.logicalId === id);
  if (api === undefined) throw new Error(`no API ${id}`);
  const target = scriptedTarget(() => answer(200, {}), {
    kind: "stage-http",
    baseUrl: "http://127.0.0.1:3000/dev",
  });
  const given = targetWithCredentials(project, api, target, { wants: () => true, keep: false });
  const request = { method: "GET", path, query: "", headers, body: null };
  const { request: sent } = await given.send(request);
  return reproduceRequest(project, api, target)(sent);
}

describe("The command that sends a request of a check again", () => {
  it("makes a token by lockstep token, with the scopes the route asks for", async () => {
    const own: readonly HeaderLine[] = [["authorization", "Bearer of-the-example"]];
    expect(await commandFor({ api: "WebApi", path: "/me", headers: own })).to.equal(
      "curl -i 'http://127.0.0.1:3000/dev/me' -H \"Authorization: Bearer $(lockstep token --issuer Web --scope club/read)\"",
    );
    expect(await commandFor({ api: "ClubApi", path: "/me" })).to.include(
      '-H "Authorization: Bearer $(lockstep token --issuer Members)"',
    );
  });

  it("has curl sign, with a secret of the configuration left to the shell", async () => {
    expect(await commandFor({ api: "ClubApi", path: "/machines" })).to.match(
      /machines' --aws-sigv4 'aws:amz:[a-z0-9-]+:execute-api' --user 'local:local'$/u,
    );
    const identity = { accessKeys: { local: "very-own" } };
    expect(await commandFor({ api: "ClubApi", path: "/machines", identity }))
      .to.include('--user "local:$AWS_SECRET_ACCESS_KEY"')
      .and.not.include("very-own");
  });

  it("shows an API key that was made up here, and no other", async () => {
    expect(await commandFor({ api: "ClubApi", path: "/partners" })).to.match(
      /-H 'x-api-key: [\w-]{20,}'$/u,
    );
    const identity = { apiKeys: { ClubApiApiKey: "a-secret-of-the-user" } };
    expect(await commandFor({ api: "ClubApi", path: "/partners", identity }))
      .to.include("x-api-key: ***")
      .and.not.include("a-secret");
  });

  it("leaves masked what was given for all requests", async () => {
    const headers: readonly HeaderLine[] = [["x-team-key", "***"]];
    expect(await commandFor({ api: "WebApi", path: "/me", headers })).to.include(
      "-H 'x-team-key: ***'",
    );
  });
});
