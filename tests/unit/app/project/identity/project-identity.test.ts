import { once } from "node:events";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fork } from "node:child_process";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { ConfiguredIdentity } from "../../../../../src/harness/app/project/identity/configured-identity.ts";
import { makeToken } from "../../../../../src/harness/app/project/identity/make-token.ts";
import { mintTokenFor } from "../../../../../src/harness/app/project/identity/mint-token.ts";
import { projectIdentity } from "../../../../../src/harness/app/project/identity/project-identity.ts";
import { testKeys } from "../../../../../src/harness/app/project/identity/test-keys.ts";
import { loadProject } from "../../../../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../../../../src/harness/app/project/resolve-config.ts";
import { verifyJwt } from "../../../../../src/harness/local/stage/authorization/verify-jwt.ts";
import { lockstepErrorOf } from "../../../../support/app/lockstep-error-of.ts";
import { withSmallProject } from "../../../../support/app/small-project.ts";
import { tokenSigner } from "../../../../support/stage/token-signer.ts";

const issuer = "https://issuer.example.com";
const rules = { issuer, audiences: ["web"], scopes: ["a"] };

const identityOf = async (root: string, identity: ConfiguredIdentity = {}) => {
  writeFileSync(join(root, "lockstep.config.json"), JSON.stringify({ identity }));
  return projectIdentity((await resolveConfig({ root })).config);
};

describe("The identity of a project's stage", () => {
  it("takes tokens made here for any issuer, and cannot tell of others", () =>
    withSmallProject({}, async (root) => {
      const identity = await identityOf(root);
      const content = { issuer, audience: "web", scopes: ["a", "b"], claims: { sub: "u" } };
      const now = Date.now();
      const keys = await identity.keysOf(issuer);
      const verdict = await verifyJwt(await makeToken(root, content, now), rules, keys, now);
      expect(verdict).to.deep.include({ kind: "valid", scopes: ["a", "b"] });
      const other = await tokenSigner("other");
      const seconds = Math.floor(now / 1000);
      const foreign = await other.sign({ iss: issuer, aud: "web", exp: seconds + 60 });
      expect((await verifyJwt(foreign, rules, keys, now)).kind).to.equal("unknown-key");
      expect([identity.secretOf("local"), identity.secretOf("x")]).to.deep.equal(["local", null]);
    }));

  it("knows who owns an access key, where the configuration says so", () =>
    withSmallProject({}, async (root) => {
      const arn = "arn:aws:iam::111122223333:user/partner";
      const identity = await identityOf(root, {
        accessKeys: { own: "one", theirs: { secret: "two", arn } },
      });
      expect(["own", "theirs", "x"].map((id) => identity.secretOf(id))).to.deep.equal([
        "one",
        "two",
        null,
      ]);
      expect(["own", "theirs", "x"].map((id) => identity.arnOf(id))).to.deep.equal([
        null,
        arn,
        null,
      ]);
    }));

  it("takes keys of an issuer from a file or a URL, and all of them are known then", () =>
    withSmallProject({}, async (root) => {
      const signer = await tokenSigner("theirs");
      const set = JSON.stringify({ keys: [signer.jwk, { kty: "EC", kid: "no" }] });
      writeFileSync(join(root, "jwks.json"), set);
      let asked = 0;
      const server = createServer((_, response) => {
        asked += 1;
        response.end(set);
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      try {
        for (const place of ["jwks.json", `http://127.0.0.1:${port}/jwks`]) {
          const identity = await identityOf(root, { issuers: { [issuer]: place } });
          const { keys, complete } = await identity.keysOf(issuer);
          await identity.keysOf(issuer);
          expect([keys.has("theirs"), keys.has("no"), complete]).to.deep.equal([true, false, true]);
          expect((await identity.keysOf("https://b.test")).complete).to.equal(false);
        }
        expect(asked).to.equal(1);
      } finally {
        server.close();
      }
    }));

  it("says what keeps keys from being read", () =>
    withSmallProject({ "bad.json": "{}", "broken.json": "{" }, async (root) => {
      for (const place of ["gone.json", "bad.json", "broken.json", "http://127.0.0.1:1/"]) {
        const identity = await identityOf(root, { issuers: { [issuer]: place } });
        const error = await lockstepErrorOf(() => identity.keysOf(issuer));
        expect(error.code).to.equal("project/config-invalid");
        expect(error.message).to.contain(place);
      }
    }));
});

describe("The keys that sign tokens", () => {
  it("are the same for processes that begin at once, and nobody else may read them", () =>
    withSmallProject({}, async (root) => {
      const script = join(root, "keys.mjs");
      const module = new URL(
        "../../../../../src/harness/app/project/identity/test-keys.ts",
        import.meta.url,
      );
      writeFileSync(
        script,
        `import { testKeys } from ${JSON.stringify(module.href)};\nprocess.send((await testKeys(${JSON.stringify(root)})).keyId);\n`,
      );
      const ids = await Promise.all(
        [1, 2, 3].map(async () => {
          const child = fork(script);
          const message: readonly unknown[] = await once(child, "message");
          return String(message[0]);
        }),
      );
      expect(new Set(ids).size).to.equal(1);
      expect((await testKeys(root)).keyId).to.equal(ids[0]);
      const file = join(root, ".lockstep", "keys", "tokens.json");
      expect(statSync(file).mode & 0o77).to.equal(0);
    })).timeout(20_000);

  it("are made anew where the file holds none", () =>
    withSmallProject({}, async (root) => {
      const file = join(root, ".lockstep", "keys", "tokens.json");
      mkdirSync(join(root, ".lockstep", "keys"), { recursive: true });
      writeFileSync(file, "{");
      const { keyId } = await testKeys(root);
      expect(readFileSync(file, "utf8")).to.contain(keyId);
    }));
});

describe("A token for an authorizer of the template", () => {
  const wanted = { issuer: null, audience: null, scopes: [], claims: {} };
  const authorizers = (names: readonly string[]) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        Authorizers:
${names.map((name) => `          ${name}: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: "https://${name}.test", audience: [${name}] } }`).join("\n")}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Runtime: nodejs24.x
      Handler: list.handler
      Events:
${names.map((name) => `        ${name}: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /${name}, Method: get, Auth: { Authorizer: ${name} } } }`).join("\n")}
`;
  const claimsOf = (token: string): unknown =>
    JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

  it("has its issuer and audience, and what is asked for", () =>
    withSmallProject({ "template.yaml": authorizers(["web"]) }, async (root) => {
      const project = loadProject((await resolveConfig({ root })).config);
      const token = await mintTokenFor(project, {
        ...wanted,
        scopes: ["x", "y"],
        claims: { sub: "u" },
      });
      expect(claimsOf(token)).to.deep.include({
        iss: "https://web.test",
        aud: "web",
        scope: "x y",
        sub: "u",
      });
    }));

  it("needs a name where there are several, or none", () =>
    withSmallProject({ "template.yaml": authorizers(["web", "app"]) }, async (root) => {
      const project = loadProject((await resolveConfig({ root })).config);
      const error = await lockstepErrorOf(() => mintTokenFor(project, wanted));
      expect(error.code).to.equal("project/token-issuer-unknown");
      expect(error.details?.join()).to.contain("app: https://app.test");
      for (const name of ["app", "https://app.test"]) {
        const token = await mintTokenFor(project, { ...wanted, issuer: name });
        expect(claimsOf(token)).to.deep.include({ iss: "https://app.test", aud: "app" });
      }
      const unknown = await lockstepErrorOf(() =>
        mintTokenFor(project, { ...wanted, issuer: "x" }),
      );
      expect(unknown.message).to.contain('"x"');
    }));
});
