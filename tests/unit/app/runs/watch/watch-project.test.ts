import { expect } from "chai";
import { rmSync } from "node:fs";
import path from "node:path";
import {
  startStages,
  type RunningStages,
} from "../../../../../src/harness/app/runs/start-stages.ts";
import {
  smallProject,
  withSmallProject,
  writeFiles,
  type ProjectFiles,
} from "../../../../support/app/small-project.ts";
import { until } from "../../../../support/lambda/until.ts";

interface World {
  readonly root: string;
  readonly running: RunningStages;
  readonly said: readonly string[];
  /** Ends the stages, which happens by itself otherwise. */
  readonly close: () => Promise<void>;
  readonly write: (file: string, text: string) => void;
  readonly get: (path: string, at?: number) => Promise<{ status: number; body: unknown }>;
  /** The line that says some words, once it is said. */
  readonly saying: (words: string) => Promise<string>;
}

const withStages = (files: ProjectFiles, work: (world: World) => Promise<void>) =>
  withSmallProject(files, async (root) => {
    const said: string[] = [];
    const running = await startStages({
      overrides: { root },
      port: "0",
      watch: true,
      say: (line) => void said.push(line),
    });
    let closing: Promise<void> | null = null;
    const close = (): Promise<void> => (closing ??= running.close());
    try {
      await work({
        root,
        close,
        running,
        said,
        write: (file, text) => writeFiles(root, { [file]: text }),
        get: async (route, at = 0) => {
          const response = await fetch(`${new URL(running.stages[at]?.url ?? "").origin}${route}`);
          const text = await response.text();
          return { status: response.status, body: text === "" ? null : JSON.parse(text) };
        },
        saying: (words) => until(() => said.find((line) => line.includes(words)) ?? null),
      });
    } finally {
      await close();
    }
  });

const template = smallProject["template.yaml"];
const spec = smallProject["openapi.yaml"];
const shows = (value: string): string =>
  `export const handler = async () => ({ statusCode: 200, body: JSON.stringify(${value}) });\n`;

describe("lockstep start that watches", () => {
  it("serves a new route of the document on the same port, and says so", () =>
    withStages({}, async ({ write, get, saying }) => {
      expect((await get("/dev/more")).status).to.equal(403);
      const more =
        "/more/{id}:\n    get:\n      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]";
      const [head = "", tail = ""] = spec.split("paths:\n  /notes:\n    get:");
      const [get200 = ""] = tail.split("    post:");
      write(
        "openapi.yaml",
        `${head}paths:\n  ${more}${get200.replace("listNotes", "getMore")}  /notes:\n    get:${tail}`,
      );
      write(
        "template.yaml",
        template.replace(
          "  AddFunction:",
          "        More: { Type: Api, Properties: { RestApiId: !Ref NotesApi, Path: '/more/{id}', Method: get } }\n  AddFunction:",
        ),
      );
      expect(await get("/dev/more/1")).to.deep.equal({ status: 200, body: { notes: [] } });
      expect(await saying("route added")).to.match(
        /^reloaded (?:template\.yaml, openapi\.yaml|openapi\.yaml, template\.yaml) in \d+ ms: .*route added: GET \/more\/\{id\} → ListFunction/,
      );
    }));

  it("tells no file that was only written just before the start", () =>
    withStages(
      { "lockstep.config.json": "{}", "samconfig.toml": "version = 0.1\n" },
      async ({ write, get, saying }) => {
        write("openapi.yaml", spec.replace("  /notes:", "  /other:"));
        expect((await get("/dev/notes")).status).to.equal(403);
        expect(await saying("routes added")).to.match(/^reloaded openapi\.yaml in/);
      },
    ));

  it("serves other variables, a renamed handler, another function and another stage of the template", () =>
    withStages(
      {
        "src/list.mjs": shows("[process.env.COLOR ?? null, process.pid]"),
        "src/other.mjs": shows('"other"'),
      },
      async ({ write, get, saying }) => {
        const { body: before } = await get("/dev/notes");
        expect(before).to.have.property("0", null);
        const colored = template.replace(
          "Handler: list.handler",
          "Handler: list.handler\n      Environment: { Variables: { COLOR: red } }",
        );
        write("template.yaml", colored);
        const { body: after } = await get("/dev/notes");
        expect(after).to.have.property("0", "red");
        expect(await saying("other variables")).to.match(
          /^reloaded template\.yaml in \d+ ms: other variables for ListFunction$/,
        );
        expect(after).to.not.have.property("1", Array.isArray(before) ? before[1] : null);
        write("template.yaml", template.replace("list.handler", "other.handler"));
        expect((await get("/dev/notes")).body).to.equal("other");
        write("template.yaml", template.replaceAll("ListFunction", "ShowFunction"));
        write("openapi.yaml", spec.replaceAll("ListFunction", "ShowFunction"));
        expect((await get("/dev/notes")).status).to.equal(200);
        expect(await saying("led elsewhere")).to.include("GET /notes → ShowFunction");
        write("template.yaml", template.replace("StageName: dev", "StageName: live"));
        write("openapi.yaml", spec);
        expect((await get("/live/notes")).status).to.equal(200);
        expect(await saying("the stage of")).to.include("/live/");
      },
    ));

  it("serves the last sound version while a file is broken, tells the place once, and takes the mended one", () =>
    withStages({ "samconfig.toml": "version = 0.1\n" }, async ({ root, said, write, get }) => {
      const told = () => said.filter((line) => line.startsWith("the last sound version"));
      for (const [file, text, place] of [
        ["openapi.yaml", `${spec}\n  : [`, /openapi\.yaml:\d+:\d+ openapi\/syntax-error/],
        ["template.yaml", `${template}\n  : [`, /template\.yaml:\d+:\d+ template\/syntax-error/],
        ["samconfig.toml", "version = \n", /samconfig\.toml:\d+:\d+ template\/config-syntax-error/],
        ["lockstep.config.json", '{ "stackName": ', /lockstep\.config\.json:\d+:\d+/],
        ["lockstep.config.json", '{ "stackNme": "x" }', /stackNme/],
      ] as const) {
        const count = told().length;
        write(file, text);
        expect((await get("/dev/notes")).status, file).to.equal(200);
        expect((await get("/dev/notes")).status, file).to.equal(200);
        expect(told()).to.have.length(count + 1);
        expect(told().at(-1)).to.match(place);
        if (file === "lockstep.config.json") rmSync(path.join(root, file));
        else
          write(
            file,
            file === "openapi.yaml"
              ? spec
              : file === "template.yaml"
                ? template
                : "version = 0.1\n",
          );
        expect((await get("/dev/notes")).status, file).to.equal(200);
        expect(told()).to.have.length(count + 1);
      }
      write("openapi.yaml", spec.replace("/notes:", "/mended:"));
      expect((await get("/dev/notes")).status).to.equal(403);
    }));

  it("tells what is new and gone of what keeps requests from their answers", () =>
    withStages({}, async ({ write, get, saying }) => {
      write("template.yaml", template.replace("add.handler", "gone.handler"));
      await get("/dev/notes");
      expect(await saying("1 problem new")).to.match(
        /template\.yaml:20:7 wiring\/function-without-handler-file/,
      );
      write("src/gone.mjs", shows("1"));
      await get("/dev/notes");
      expect(await saying("1 problem gone")).to.include("src/gone.mjs");
    }));

  it("says what needs a restart, and serves the rest as before", () => {
    const other =
      "  OtherApi:\n    Type: AWS::Serverless::Api\n    Properties: { StageName: live, DefinitionUri: openapi.yaml }\n";
    return withStages(
      { "template.yaml": `${template}${other}` },
      async ({ write, get, saying }) => {
        const { status: before } = await get("/live/none", 1);
        expect(before).to.equal(403);
        write("lockstep.config.json", '{ "region": "eu-west-3" }');
        expect((await get("/dev/notes")).status).to.equal(200);
        expect(await saying("needs a restart")).to.include("region");
        write("template.yaml", template);
        expect((await get("/live/none", 1)).status).to.equal(before);
        expect(await saying("OtherApi gone")).to.include("restart");
        write("template.yaml", `${template}${other.replace("OtherApi", "ThirdApi")}`);
        expect((await get("/dev/notes")).status).to.equal(200);
        expect(await saying("ThirdApi new")).to.include("restart to serve it");
      },
    );
  });

  it("keeps the items of tables, creates new ones and says which are defined otherwise", () => {
    const table = (id: string, key: string): string =>
      `  ${id}:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: ${id}\n      BillingMode: PAY_PER_REQUEST\n      AttributeDefinitions: [{ AttributeName: ${key}, AttributeType: S }]\n      KeySchema: [{ AttributeName: ${key}, KeyType: HASH }]\n`;
    const call = async (running: RunningStages, action: string, body: object) => {
      const response = await fetch(running.awsEndpoint, {
        method: "POST",
        headers: {
          "X-Amz-Target": `DynamoDB_20120810.${action}`,
          "Content-Type": "application/x-amz-json-1.0",
          Authorization:
            "AWS4-HMAC-SHA256 Credential=local/20300101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
          "X-Amz-Date": "20300101T000000Z",
        },
        body: JSON.stringify(body),
      });
      const answer: unknown = await response.json();
      return answer;
    };
    return withStages(
      { "template.yaml": `${template}${table("First", "a")}` },
      async ({ running, write, get, saying }) => {
        await call(running, "PutItem", { TableName: "First", Item: { a: { S: "kept" } } });
        write("template.yaml", `${template}${table("First", "b")}${table("Second", "a")}`);
        expect((await get("/dev/notes")).status).to.equal(200);
        expect(await saying("table"))
          .to.include("table Second created")
          .and.include("table First defined otherwise");
        expect(await call(running, "Scan", { TableName: "First" })).to.have.property("Count", 1);
        expect(await call(running, "Scan", { TableName: "Second" })).to.have.property("Count", 0);
        write("template.yaml", template);
        expect((await get("/dev/notes")).status).to.equal(200);
        expect(await saying("no longer declared")).to.include("First, Second");
      },
    );
  });

  it("tells an edited handler with the functions it is of, and one that does not build with its place", () =>
    withStages({ "src/list.mjs": shows("1") }, async ({ root, write, get, saying }) => {
      expect((await get("/dev/notes")).body).to.equal(1);
      write("src/list.mjs", shows("2"));
      expect((await get("/dev/notes")).body).to.equal(2);
      expect(await saying("reloaded src/list.mjs")).to.match(/ in \d+ ms: ListFunction$/);
      const typescript = template.replace("list.handler", "typed.handler");
      write("src/typed.ts", "export const handler = async () => {;\n");
      write("template.yaml", typescript);
      expect((await get("/dev/notes")).status).to.equal(502);
      expect(await saying("cannot be built"))
        .to.include(" src/typed.ts:2:1: ")
        .and.not.include(root);
    }));

  it("takes other stand-ins of the configuration", () =>
    withStages({}, async ({ write, get }) => {
      const answer = { statusCode: 200, body: '"stood in"' };
      write(
        "lockstep.config.json",
        JSON.stringify({ functions: { ListFunction: { result: answer } } }),
      );
      expect((await get("/dev/notes")).body).to.equal("stood in");
      write("lockstep.config.json", "{}");
      expect((await get("/dev/notes")).body).to.deep.equal({ notes: [] });
    }));

  it("ends while it reloads", () =>
    withStages({}, async ({ close, write, get }) => {
      write("openapi.yaml", spec.replace("Notes", "Other"));
      write("src/list.mjs", shows("2"));
      const under = get("/dev/notes").catch(() => null);
      await close();
      await under;
      expect(await get("/dev/notes").catch(() => null)).to.equal(null);
    }));
});
