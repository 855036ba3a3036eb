import { get as httpGet } from "node:http";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  startStages,
  type RunningStages,
  type StartOptions,
} from "../../../../src/harness/app/runs/start-stages.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import { smallProject, withSmallProject } from "../../../support/app/small-project.ts";
import { withTemporaryFolder } from "../../../support/contracts/temporary-folder.ts";

// Options that `lockstep start` has from `sam local start-api`.

interface Started {
  readonly running: RunningStages;
  readonly said: readonly string[];
}

async function started<T>(
  root: string,
  { overrides, ...more }: Partial<StartOptions>,
  work: (started: Started) => Promise<T>,
): Promise<T> {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const running = await startStages({
    port: "0",
    watch: false,
    say,
    ...more,
    overrides: { root, ...overrides },
  });
  try {
    return await work({ running, said });
  } finally {
    await running.close();
  }
}

async function get(url: string): Promise<readonly [number, string]> {
  const response = await fetch(url);
  return [response.status, await response.text()];
}

describe("lockstep start --static-dir", () => {
  it("serves files at the root of the port where no route answers, and warns of it", () =>
    withSmallProject({ "public/index.html": "<p>hi</p>", "public/notes": "x" }, (root) =>
      started(root, { staticDir: "public" }, async ({ running, said }) => {
        const origin = new URL(running.stages[0]?.url ?? "").origin;
        expect(await get(`${origin}/index.html`)).to.deep.equal([200, "<p>hi</p>"]);
        expect(await get(`${origin}/notes`)).to.deep.equal([200, '{"notes":[]}']);
        expect((await get(`${origin}/none`))[0]).to.equal(403);
        const head = await fetch(`${origin}/index.html`, { method: "HEAD" });
        expect([head.headers.get("content-length"), await head.text()]).to.deep.equal(["9", ""]);
        expect(said.join("\n"))
          .to.include("warning: files of public are served")
          .and.match(/GET \/index\.html → 200 gateway \d+ ms/);
      }),
    ));

  it("refuses a folder that is not there", () =>
    withSmallProject({}, async (root) => {
      const error = await lockstepErrorOf(() =>
        started(root, { staticDir: "www" }, async () => {}),
      );
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
      expect(error.summary).to.include("www");
    }));

  it("serves no file without it", () =>
    withSmallProject({ "public/index.html": "<p>hi</p>" }, (root) =>
      started(root, {}, async ({ running }) => {
        const origin = new URL(running.stages[0]?.url ?? "").origin;
        expect((await get(`${origin}/index.html`))[0]).to.equal(403);
      }),
    ));
});

describe("lockstep start --log-file", () => {
  const logging = `export const handler = async () => {
  for (let line = 1; line <= 60; line += 1) console.log("line " + line);
  return { statusCode: 200, headers: { "Content-Type": "application/json" }, body: '{"notes":[]}' };
};\n`;

  it("adds every line of functions to the file, and keeps requests on standard error", () =>
    withSmallProject({ "src/list.mjs": logging }, async (root) => {
      const logFile = join(root, "functions.log");
      writeFileSync(logFile, "before\n");
      await started(root, { logFile }, async ({ running, said }) => {
        await get(`${running.stages[0]?.url}/notes`);
        const talk = said.join("\n");
        expect(talk).to.match(/GET \/dev\/notes → 200 ListFunction/);
        expect(talk).to.not.include("line 1");
      });
      const text = readFileSync(logFile, "utf8");
      expect(text).to.match(/^before\n/);
      for (const line of [1, 60]) expect(text).to.match(new RegExp(`line ${line}\\n`));
    }));

  it("names a file that cannot be written", () =>
    withSmallProject({}, async (root) => {
      const logFile = join(root, "none", "functions.log");
      const error = await lockstepErrorOf(() => started(root, { logFile }, async () => {}));
      expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
      expect(error.summary).to.include("--log-file").and.include("functions.log");
    }));
});

describe("lockstep start --disable-authorizer", () => {
  const showing = `export const handler = async ({ requestContext }) => ({
  statusCode: 200,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify("authorizer" in requestContext),
});\n`;

  it("lets everybody in, tells functions nothing of a caller, and warns of it", () =>
    withTemporaryFolder(async (folder) => {
      const root = join(folder, "guarded");
      mkdirSync(root);
      cpSync("tests/fixtures/projects/guarded-notes", root, { recursive: true });
      writeFileSync(join(root, "src/notes.mjs"), showing);
      writeFileSync(join(root, "src/users.mjs"), showing);
      const off = { overrides: { disableAuthorizers: true } };
      await started(root, off, async ({ running, said }) => {
        const [notes, users] = running.stages.map(({ url }) => url);
        expect(await get(`${notes}/notes`)).to.deep.equal([200, "false"]);
        expect(await get(`${notes}/notes/n1`)).to.deep.equal([200, "false"]);
        expect(await get(`${users}/me`)).to.deep.equal([200, "false"]);
        const warnings = said.filter((line) => line.includes("--disable-authorizer"));
        expect(warnings).to.have.length(2);
        expect(warnings[0]).to.match(/^warning: NoteApi: token, request are switched off/);
      });
      await started(root, {}, async ({ running }) => {
        expect((await get(`${running.stages[0]?.url}/notes`))[0]).to.equal(401);
      });
    }));

  it("opens routes that ask for a signature, and keeps those that ask for an API key", () =>
    withSmallProject(
      {
        "template.yaml": smallProject["template.yaml"].replace(
          "      StageName: dev\n",
          "      StageName: dev\n      Auth: { DefaultAuthorizer: AWS_IAM }\n",
        ),
        "openapi.yaml": smallProject["openapi.yaml"]
          .replace(
            "      operationId: addNote\n",
            "      operationId: addNote\n      security: [{ api_key: [] }]\n",
          )
          .concat(
            "components: { securitySchemes: { api_key: { type: apiKey, in: header, name: x-api-key } } }\n",
          ),
      },
      (root) =>
        started(root, { overrides: { disableAuthorizers: true } }, async ({ running, said }) => {
          const url = `${running.stages[0]?.url}/notes`;
          expect((await get(url))[0], said.join("\n")).to.equal(200);
          const posted = await fetch(url, { method: "POST", body: '{"text":"x"}' });
          expect(posted.status).to.equal(403);
          expect(said.join("\n")).to.include("AWS_IAM");
        }),
    ));
});

describe("The names lockstep start answers under", () => {
  const statusUnder = (url: string, host: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(url);
      httpGet({ port, host: "127.0.0.1", path: "/dev/notes", headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on("error", reject);
    });

  it("are those of this machine and those that are allowed: no page of the web gets in by its own", () =>
    withSmallProject({}, (root) =>
      started(root, { allowedHosts: ["Shop.test"] }, async ({ running }) => {
        const url = running.stages[0]?.url ?? "";
        expect(await statusUnder(url, "localhost:3000")).to.equal(200);
        expect(await statusUnder(url, "shop.test")).to.equal(200);
        expect(await statusUnder(url, "evil.example:3000")).to.equal(403);
      }),
    ));

  it("may be given with a port, and have to be names", () =>
    withSmallProject({}, async (root) => {
      await started(root, { allowedHosts: ["shop.test:3000"] }, async ({ running }) => {
        expect(await statusUnder(running.stages[0]?.url ?? "", "shop.test:9999")).to.equal(200);
      });
      for (const name of ["http://shop.test", "*", "*.shop.test", "", "a b"]) {
        const error = await lockstepErrorOf(() =>
          started(root, { allowedHosts: [name] }, async () => {}),
        );
        expect(error, name).to.include({ code: "project/config-invalid", exitCode: 2 });
        expect(error.summary).to.include("--allow-host");
      }
    }));
});

describe("lockstep start --source-ip", () => {
  it("says that requests do not come from where they are said to come from", () =>
    withSmallProject({}, async (root) => {
      await started(root, { overrides: { sourceIp: "203.0.113.7" } }, async ({ said }) => {
        expect(said).to.include(
          "Requests are taken to come from 203.0.113.7 (--source-ip, or identity.sourceIp of the configuration).",
        );
      });
      await started(root, {}, async ({ said }) => {
        expect(said.join("\n")).to.not.include("taken to come");
      });
    }));
});
