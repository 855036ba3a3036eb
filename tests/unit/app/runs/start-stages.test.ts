import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import got from "got";
import { startStages, type StartOptions } from "../../../../src/harness/app/runs/start-stages.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const said: string[] = [];
const start = (root: string, port = "0", more: Partial<StartOptions> = {}) =>
  startStages({
    overrides: { root },
    port,
    watch: false,
    say: (line) => void said.push(line),
    ...more,
  });

const closed = async (url: string): Promise<boolean> =>
  fetch(url).then(
    () => false,
    () => true,
  );

const two: ProjectFiles = {
  "template.yaml": `${smallProject["template.yaml"]}  OtherApi:
    Type: AWS::Serverless::Api
    Properties: { StageName: live, DefinitionUri: openapi.yaml }
`,
};

describe("lockstep start", () => {
  it("serves every API of the template until it is closed", () =>
    withSmallProject(two, async (root) => {
      const running = await start(root);
      const urls = running.stages.map(({ url }) => url);
      expect(running.stages.map(({ logicalId, title }) => [logicalId, title])).to.deep.equal([
        ["NotesApi", "Notes"],
        ["OtherApi", "Notes"],
      ]);
      expect(running.stages[0]?.routes).to.deep.equal([
        { method: "GET", path: "/notes", answeredBy: "ListFunction" },
        { method: "POST", path: "/notes", answeredBy: "AddFunction" },
      ]);
      expect(urls[1]).to.match(/\/live$/);
      try {
        expect(await (await fetch(`${urls[0]}/notes`)).json()).to.deep.equal({ notes: [] });
        expect((await fetch(`${urls[1]}/none`)).status).to.equal(403);
        expect(running.awsEndpoint).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
      } finally {
        await running.close();
      }
      for (const url of [...urls, running.awsEndpoint])
        expect(await closed(url), url).to.equal(true);
    }));

  it("tells problems once it listens, and when it is closed at the latest", () => {
    const broken = smallProject["template.yaml"].replace("add.handler", "gone.handler");
    return withSmallProject({ "template.yaml": broken }, async (root) => {
      const lines: string[] = [];
      const running = await start(root, "0", { say: (line) => void lines.push(line) });
      const before = lines.length;
      await running.close();
      expect(before).to.equal(0);
      expect(lines.join("\n")).to.contain("wiring/function-without-handler-file");
      expect(lines).to.have.length(1);
    });
  });

  it("tells problems of a project that cannot be started, too", () => {
    const broken = smallProject["template.yaml"].replace("add.handler", "gone.handler");
    return withSmallProject({ "template.yaml": broken }, async (root) => {
      const lines: string[] = [];
      const error = await lockstepErrorOf(() =>
        start(root, "0", { say: (line) => void lines.push(line), staticDir: "none" }),
      );
      expect(error.summary).to.include("--static-dir");
      expect(lines.join("\n")).to.contain("wiring/function-without-handler-file");
      expect(lines).to.have.length(1);
    });
  });

  it("shows each request, who answered it, and the route an unknown one may have meant", () =>
    withSmallProject(smallProject, async (root) => {
      said.length = 0;
      const running = await start(root);
      try {
        await fetch(`${running.stages[0]?.url}/notes?access_token=secret`);
        await fetch(`${running.stages[0]?.url}/nots`);
      } finally {
        await running.close();
      }
      expect(
        said.some((line) =>
          /^GET \/dev\/notes\?access_token=\*\*\* → 200 ListFunction \d+ ms$/.test(line),
        ),
        said.join("\n"),
      ).to.equal(true);
      expect(
        said.some((line) => /^GET \/dev\/nots → 403 gateway \d+ ms$/.test(line)),
        said.join("\n"),
      ).to.equal(true);
      expect(said).to.include(
        "  no resource of the API matches /nots; the nearest declared route is GET /notes",
      );
    }));

  it("says what is broken and serves the rest", () =>
    withSmallProject(
      { "template.yaml": smallProject["template.yaml"].replace("add.handler", "gone.handler") },
      async (root) => {
        said.length = 0;
        const running = await start(root);
        await running.close();
        expect(said).to.have.length(1);
        expect(said[0]).to.match(/^template\.yaml:20:7 wiring\/function-without-handler-file: /);
      },
    ));

  // `sam local` puts all APIs of a template on one port, with the routes of all of them
  it("keeps stage, variables and routes of two APIs apart", () => {
    const [head, tail] = smallProject["template.yaml"].split("      StageName: dev\n");
    const echo = (of: string) =>
      `export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify([${JSON.stringify(of)}, event.requestContext.stage, event.stageVariables]) });\n`;
    const other = `  OtherApi:
    Type: AWS::Serverless::Api
    Properties: { StageName: live, Variables: { color: blue }, DefinitionUri: other.yaml }
  OtherFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: other.handler
      Events:
        Call: { Type: Api, Properties: { RestApiId: !Ref OtherApi, Path: /notes, Method: get } }
`;
    const arn = "arn:aws:lambda:us-east-1:123456789012:function:local-OtherFunction";
    const spec = smallProject["openapi.yaml"]
      .replace(/ {4}post:[\s\S]*/, "")
      .replace(
        /uri: .*/,
        `uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
      );
    const files: ProjectFiles = {
      "template.yaml": `${head}      StageName: dev\n      Variables: { color: red, size: big }\n${tail}${other}`,
      "other.yaml": spec,
      "src/list.mjs": echo("list"),
      "src/other.mjs": echo("other"),
    };
    return withSmallProject(files, async (root) => {
      const running = await start(root);
      try {
        const [notes, others] = running.stages.map(({ url }) => url);
        const read = async (url: string): Promise<unknown> => (await fetch(url)).json();
        expect(await read(`${notes}/notes`)).to.deep.equal([
          "list",
          "dev",
          { color: "red", size: "big" },
        ]);
        expect(await read(`${others}/notes`)).to.deep.equal(["other", "live", { color: "blue" }]);
        const post = await fetch(`${others}/notes`, { method: "POST" });
        expect(post.status).to.equal(403);
        expect(running.stages[1]?.routes).to.deep.equal([
          { method: "GET", path: "/notes", answeredBy: "OtherFunction" },
        ]);
      } finally {
        await running.close();
      }
    });
  });

  it("names the routes it cannot serve, and why", () =>
    withSmallProject(
      {
        "openapi.yaml": smallProject["openapi.yaml"].replace(
          "type: aws_proxy",
          "type: aws_proxy\n        contentHandling: CONVERT_TO_BINARY",
        ),
        "template.yaml": `${smallProject["template.yaml"]}  Lost:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev, DefinitionUri: lost.yaml }
`,
      },
      async (root) => {
        const running = await start(root);
        await running.close();
        const [stage] = running.stages;
        expect(stage?.unserved.map(({ route }) => route)).to.deep.equal(["GET /notes"]);
        expect(stage?.unserved[0]?.reason).to.contain("contentHandling");
        expect(running.unserved.map(({ logicalId }) => logicalId)).to.deep.equal(["Lost"]);
      },
    ));

  it("needs something to serve", () =>
    withSmallProject({ "template.yaml": "Resources: {}\n" }, async (root) => {
      const error = await lockstepErrorOf(() => start(root));
      expect(error).to.include({ code: "project/nothing-to-serve", exitCode: 2 });
    }));

  const secured = (root: string): boolean => {
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
    const files = ["-keyout", join(root, "key.pem"), "-out", join(root, "cert.pem")];
    const ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    const { status } = spawnSync("openssl", ["req", "-x509", ...ec, ...subject, ...files]);
    return status === 0;
  };

  it("speaks HTTPS with a certificate and its key", function () {
    return withSmallProject(smallProject, async (root) => {
      if (!secured(root)) this.skip();
      const tls = { cert: join(root, "cert.pem"), key: join(root, "key.pem") };
      const running = await start(root, "0", { tls });
      try {
        const { url = "" } = running.stages[0] ?? {};
        expect(url).to.match(/^https:\/\/127\.0\.0\.1:\d+\/dev$/);
        const https = { certificateAuthority: readFileSync(tls.cert, "utf8") };
        expect(await got(`${url}/notes`, { https }).json()).to.deep.equal({ notes: [] });
      } finally {
        await running.close();
      }
    });
  });

  it("wants certificate and key, both readable, and of each other", () =>
    withSmallProject(smallProject, async (root) => {
      const template = join(root, "template.yaml");
      for (const tls of [
        { cert: template, key: undefined },
        { cert: undefined, key: template },
        { cert: template, key: join(root, "none.pem") },
        { cert: template, key: template },
      ]) {
        const error = await lockstepErrorOf(() => start(root, "0", { tls }));
        expect(error).to.include({ code: "stage/tls-unusable", exitCode: 2 });
      }
    }));

  it("warns of an address that other machines reach", () =>
    withSmallProject(smallProject, async (root) => {
      said.length = 0;
      const running = await start(root, "0", { host: "0.0.0.0" });
      await running.close();
      expect(said.join("\n")).to.contain("warning: the stage listens on 0.0.0.0");
      said.length = 0;
      await (await start(root, "0", { host: "localhost" })).close();
      expect(said).to.deep.equal([]);
    }));

  it("serves all APIs on one port, or those of a domain", () =>
    withSmallProject(two, async (root) => {
      const shared = { domain: null, basePaths: [], onePort: false };
      const one = await start(root, "0", { shared: { ...shared, onePort: true } });
      const [notes, other] = one.stages;
      expect(new Set(one.stages.map(({ port }) => port))).to.have.property("size", 1);
      expect(other?.url).to.match(/\/OtherApi\/live$/);
      expect((await fetch(`${notes?.url}/notes`)).status).to.equal(200);
      await one.close();

      const basePaths = ["/v1=NotesApi"];
      const domain = "notes.example.com";
      const mapped = await start(root, "0", { shared: { ...shared, domain, basePaths } });
      expect(mapped.stages.map((stage) => [stage.logicalId, stage.domain])).to.deep.equal([
        ["NotesApi", "notes.example.com/v1"],
        ["OtherApi", null],
      ]);
      const [first, own] = mapped.stages;
      expect(first?.url).to.match(/:\d+\/v1$/);
      expect((await fetch(`${first?.url}/notes`)).status).to.equal(200);
      expect(own?.port).not.to.equal(first?.port);
      await mapped.close();
    }));

  for (const [what, shared, words] of [
    ["a domain the template does not lead here", { domain: "x.example.com" }, "x.example.com"],
    ["domains where there are none", { domain: true }, "a custom domain"],
    ["a base path without a domain", { basePaths: ["v1=NotesApi"] }, "--base-path"],
    ["a base path that is none", { domain: "x.example.com", basePaths: ["v1"] }, '"v1"'],
    ["one port and a domain", { onePort: true, domain: true }, "--one-port"],
  ] as const)
    it(`refuses ${what}`, () =>
      withSmallProject(smallProject, async (root) => {
        const all = { domain: null, basePaths: [], onePort: false, ...shared };
        const error = await lockstepErrorOf(() => start(root, "0", { shared: all }));
        expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
        expect(error.message).to.contain(words);
        expect(error.hint).not.to.equal(undefined);
      }));

  for (const port of ["http", "-1", "65536", "1.5", "", "0x50"])
    it(`refuses the port "${port}"`, () =>
      withSmallProject({}, async (root) => {
        const error = await lockstepErrorOf(() => start(root, port));
        expect(error).to.include({ code: "project/config-invalid", exitCode: 2 });
        expect(error.message).to.contain(`--port "${port}"`);
      }));
});
