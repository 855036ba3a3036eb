import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { resolveConfig } from "../../../../src/harness/app/project/resolve-config.ts";
import { loadProject } from "../../../../src/harness/app/project/load-project.ts";
import { checkEventFile } from "../../../../src/harness/app/runs/events-phase.ts";
import { generateEvent } from "../../../../src/harness/app/runs/generate-event.ts";
import { httpTemplate } from "../../../support/app/http-template.ts";
import { lockstepErrorOf } from "../../../support/app/lockstep-error-of.ts";
import {
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../support/app/small-project.ts";

const repository = new URL("../../../../", import.meta.url).pathname;
const generate = (root: string, operation: string, example: string | null = null) =>
  generateEvent({ overrides: { root }, operation, example, out: null });

const bodyOf = (text: string): unknown => {
  const event: unknown = JSON.parse(text);
  return typeof event === "object" && event !== null ? Reflect.get(event, "body") : undefined;
};

describe("A generated event", () => {
  it("is valid and the same on every run, for every operation of the Order API", async () => {
    const { config } = await resolveConfig({ root: repository });
    const project = loadProject(config);
    const operations = project.apis.flatMap(({ document }) => document.operations);
    expect(operations).to.have.length(4);
    for (const { key } of operations) {
      const { text } = await generate(repository, key);
      expect((await generate(repository, key)).text, key).to.equal(text);
      const files = { read: () => text };
      expect(checkEventFile({ ...project, files }, "events/sample.json"), key).to.deep.equal([]);
    }
  });

  it("is of the example that is named, else of the first", () =>
    withSmallProject({}, async (root) => {
      expect(bodyOf((await generate(root, "addNote")).text)).to.equal('{"text":"buy milk"}');
      expect(bodyOf((await generate(root, "POST /notes", "bread")).text)).to.equal(
        '{"text":"buy bread"}',
      );
    }));

  it("is written where it is asked for, with the folders it needs", () =>
    withSmallProject({}, async (root) => {
      const out = "events/api/add.json";
      const made = await generateEvent({
        overrides: { root },
        operation: "addNote",
        example: null,
        out,
      });
      expect(made.file).to.equal(out);
      expect(readFileSync(join(root, out), "utf8")).to.equal(made.text);
      expect(made.text.endsWith("}\n")).to.equal(true);
    }));

  it("has no operation it does not know, and names those there are", () =>
    withSmallProject({}, async (root) => {
      const error = await lockstepErrorOf(() => generate(root, "removeNote"));
      expect(error).to.include({ code: "project/operation-unknown", exitCode: 2 });
      expect(error.hint).to.equal("The operations are listNotes, addNote.");
    }));

  it("has no example it does not know, and names those there are", () =>
    withSmallProject({}, async (root) => {
      const error = await lockstepErrorOf(() => generate(root, "addNote", "eggs"));
      expect(error.summary).to.equal('POST /notes has no valid example called "eggs".');
      expect(error.hint).to.equal("Its examples are milk, bread.");
    }));

  it("of a REST API leaves out of identity what the service leaves out", () =>
    withSmallProject({}, async (root) => {
      const event: unknown = JSON.parse((await generate(root, "addNote")).text);
      expect(event)
        .to.have.nested.property("requestContext.identity")
        .that.includes.keys("sourceIp")
        .and.not.have.any.keys("apiKey", "apiKeyId", "clientCert");
    }));

  const others = [
    ["a mock integration", "type: mock", /^POST \/notes is answered by a mock integration/u],
    [
      "a server",
      "type: http\n        uri: https://example.com/x",
      /answered by https:.*no function/u,
    ],
    [
      "another service",
      'type: aws\n        uri: "arn:aws:apigateway:us-east-1:dynamodb:action/GetItem"',
      /answered by dynamodb \(GetItem\), and reaches no function/u,
    ],
    ["a custom Lambda integration", "", /calls AddFunction with what its request template makes/u],
  ] as const;
  for (const [what, written, message] of others)
    it(`is refused for ${what}`, () =>
      withSmallProject({ "openapi.yaml": withAdd(written) }, async (root) => {
        const error = await lockstepErrorOf(() => generate(root, "addNote"));
        expect(error).to.include({ code: "project/event-not-made", exitCode: 2 });
        expect(error.summary).to.match(message);
      }));

  // SAM writes 2.0 unless the event says otherwise.
  const formats = [
    ["2.0 of an HTTP API", "", { version: "2.0", routeKey: "POST /notes", rawPath: "/notes" }],
    [
      "1.0 of an HTTP API",
      "payloadFormatVersion: 1.0",
      { version: "1.0", resource: "/notes", path: "/notes", httpMethod: "POST" },
    ],
  ] as const;
  for (const [what, format, members] of formats)
    it(`is of format ${what}, and fits its schema and operation`, () =>
      withSmallProject(httpProject(format), async (root) => {
        const { text } = await generate(root, "addNote");
        const event: unknown = JSON.parse(text);
        expect(event).to.deep.include({ ...members, body: '{"text":"buy milk"}' });
        expect(event).to.have.nested.property("requestContext.stage", "$default");
        const { config } = await resolveConfig({ root });
        const files = { read: () => text };
        expect(checkEventFile({ ...loadProject(config), files }, "a.json")).to.deep.equal([]);
      }));

  it("is refused for a payload format there is not", () =>
    withSmallProject(httpProject('payloadFormatVersion: "3.0"'), async (root) => {
      const error = await lockstepErrorOf(() => generate(root, "addNote"));
      expect(error).to.include({ code: "project/event-not-made", exitCode: 2 });
    }));
});

/** The document with another integration of addNote; its own, of type aws, for an empty one. */
function withAdd(written: string): string {
  const text = smallProject["openapi.yaml"];
  const at = text.lastIndexOf("type: aws_proxy");
  const own = text.slice(at);
  if (written === "") return text.slice(0, at) + own.replace("aws_proxy", "aws");
  return (
    text.slice(0, at) +
    own.replace(/type: aws_proxy\n\s+httpMethod: POST\n.*/u, `${written}\n        httpMethod: POST`)
  );
}

/** The small project as an HTTP API on `$default`, its integrations with one more line. */
function httpProject(integration: string): ProjectFiles {
  return {
    "template.yaml": httpTemplate(),
    "openapi.yaml": smallProject["openapi.yaml"].replaceAll(
      "type: aws_proxy\n",
      `type: aws_proxy\n${integration === "" ? "" : `        ${integration}\n`}`,
    ),
  };
}
