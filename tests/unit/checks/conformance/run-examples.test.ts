import { expect } from "chai";
import {
  runExamples,
  type ExampleOutcome,
} from "../../../../src/harness/checks/conformance/run-examples.ts";
import { notEmulatedMessage } from "../../../../src/harness/core/not-emulated.ts";
import type { Evidence } from "../../../../src/harness/core/evidence.ts";
import {
  requestTarget,
  type HttpRequest,
  type HttpResponse,
} from "../../../../src/harness/core/http-message.ts";
import { schemaRegistryOf } from "../../../../src/harness/model/openapi/schema-registry-of.ts";
import { answer, scriptedTarget } from "../../../support/app/scripted-target.ts";
import { readDocument } from "../../../support/contracts/read-document.ts";

const spec = (links: string): string => `openapi: 3.0.3
info: { title: Notes, version: "1" }
paths:
  /notes:
    post:
      operationId: addNote
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [text], properties: { text: { type: string } } }
            examples:
              milk: { value: { text: milk } }
              bread: { value: { text: bread } }
      responses:
        "201":
          description: added
          content:
            application/json:
              schema: { type: object, required: [id], properties: { id: { type: string } } }
          links:
${links}
  /notes/{id}:
    get:
      operationId: getNote
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, pattern: "^N-" }, example: N-0 }
      responses:
        "200":
          description: a note
          content: { application/json: { schema: { type: object } } }
          links:
            again: { operationId: getNote, parameters: { id: N-9 } }
        "404": { description: none }
`;

const toNote = `            read: { operationId: getNote, parameters: { id: "$response.body#/id" } }`;

interface Ran {
  readonly outcomes: readonly ExampleOutcome[];
  readonly evidence: readonly Evidence[];
  readonly sent: readonly string[];
  readonly requests: readonly HttpRequest[];
}

async function run(
  links: string,
  script: (request: HttpRequest) => HttpResponse,
  skip: readonly string[] = [],
): Promise<Ran> {
  const document = readDocument(spec(links));
  const target = scriptedTarget(script);
  const evidence: Evidence[] = [];
  const outcomes = await runExamples({
    document,
    registry: schemaRegistryOf(document),
    target,
    sink: { append: (line) => void evidence.push(line) },
    skip: new Map(skip.map((key) => [key, "it is not wired to a function"])),
    reproduce: (request) => `again ${request.method} ${request.path}`,
  });
  const { requests } = target;
  const sent = requests.map((request) => `${request.method} ${requestTarget(request)}`);
  return { outcomes, evidence, sent, requests };
}

const service = (request: HttpRequest): HttpResponse =>
  request.method === "POST" ? answer(201, { id: "N-1" }) : answer(200, {});

const namesOf = ({ outcomes }: Ran) => outcomes.map(({ name }) => name);
const problemsOf = ({ outcomes }: Ran) => outcomes.flatMap(({ problems }) => problems);

describe("The examples of a document", () => {
  it("are sent one by one, and each link of an answer is followed once", async () => {
    const ran = await run(toNote, service, []);
    expect(ran.sent).to.deep.equal([
      "POST /notes",
      "GET /notes/N-1",
      "POST /notes",
      "GET /notes/N-1",
      "GET /notes/N-0",
      "GET /notes/N-9",
    ]);
    expect(namesOf(ran)).to.deep.equal([
      "milk",
      "addNote → read",
      "bread",
      "addNote → read",
      "example",
      "getNote → again",
    ]);
    expect(problemsOf(ran)).to.deep.equal([]);
  });

  it("leave evidence of every answer", async () => {
    const { evidence } = await run(toNote, service);
    expect(
      evidence.map(({ operation, responseKey, source }) => [operation, responseKey, source]),
    ).to.deep.equal([
      ["POST /notes", "201", "examples"],
      ["GET /notes/{id}", "200", "examples"],
      ["POST /notes", "201", "examples"],
      ["GET /notes/{id}", "200", "examples"],
      ["GET /notes/{id}", "200", "examples"],
      ["GET /notes/{id}", "200", "examples"],
    ]);
  });

  it("accuse an answer that breaks the document, with a command", async () => {
    const ran = await run(toNote, ({ method }) => answer(method === "POST" ? 201 : 200, []));
    expect(problemsOf(ran).map(({ code }) => code)).to.deep.equal([
      "conformance/response-invalid",
      "conformance/response-invalid",
      "conformance/response-invalid",
    ]);
    expect(problemsOf(ran)[0]?.reproduction).to.equal("again POST /notes");
    expect(ran.sent, "an answer that breaks the document leads nowhere").to.have.length(3);
  });

  it("do not call what is left out, nor follow a link there", async () => {
    const ran = await run(toNote, service, ["GET /notes/{id}"]);
    expect(ran.sent).to.deep.equal(["POST /notes", "POST /notes"]);
    expect(ran.outcomes.at(-1)).to.deep.include({
      name: "not called",
      exchange: null,
      problems: [],
      skipped: "it is not wired to a function",
    });
  });

  it("prove nothing where the stage that answers does not emulate what they need", async () => {
    const ran = await run(toNote, () => answer(501, { message: notEmulatedMessage("API keys") }));
    expect(problemsOf(ran)).to.deep.equal([]);
    expect(ran.evidence).to.deep.equal([]);
    expect(new Set(ran.outcomes.map(({ skipped }) => skipped))).to.deep.equal(
      new Set(["the stage that answered does not emulate API keys"]),
    );
  });

  it("are skipped, with the reason, where no valid one can be made", async () => {
    const document = readDocument(`openapi: 3.0.3
info: { title: T, version: "1" }
paths:
  /upload:
    post:
      requestBody: { required: true, content: { multipart/form-data: { schema: { type: object } } } }
      responses: { "200": { description: ok } }
`);
    const target = scriptedTarget(service);
    const outcomes = await runExamples({
      document,
      registry: schemaRegistryOf(document),
      target,
      sink: { append: () => {} },
      skip: new Map(),
      reproduce: () => "",
    });
    expect(target.requests).to.deep.equal([]);
    expect(outcomes[0]).to.include({ name: "no example", exchange: null });
    expect(outcomes[0]?.skipped).to.equal("the spec has no usable example for it");
  });
});

describe("A link", () => {
  const following = async (link: string, script = service) =>
    run(`            read: ${link}`, script);

  it("that names no operation is a problem at the link", async () => {
    const ran = await following("{ operationId: noSuch }");
    const [problem] = problemsOf(ran);
    expect(problem).to.include({
      code: "conformance/link-unusable",
      severity: "warning",
      message: 'The link "read" of POST /notes names no operation of the document.',
    });
    expect(problem?.location).to.include({ file: "openapi.yaml", line: 22 });
  });

  it("whose value the answer does not have is not followed, and nobody is accused", async () => {
    for (const body of [{ id: "N-1" }, { id: "N-1", next: null }]) {
      const ran = await following(
        `{ operationId: getNote, parameters: { id: "$response.body#/next" } }`,
        ({ method }) => (method === "POST" ? answer(201, body) : answer(200, {})),
      );
      expect(ran.sent).to.deep.equal([
        "POST /notes",
        "POST /notes",
        "GET /notes/N-0",
        "GET /notes/N-9",
      ]);
      expect(problemsOf(ran)).to.deep.equal([]);
    }
  });

  it("that leads to a request that breaks the document is a problem of the document, and is not sent", async () => {
    const ran = await following(
      `{ operationId: getNote, parameters: { id: "$response.body#/id" } }`,
      ({ method }) => (method === "POST" ? answer(201, { id: "7" }) : answer(200, {})),
    );
    expect(ran.sent).not.to.include("GET /notes/7");
    expect(problemsOf(ran)[0]?.code).to.equal("conformance/link-unusable");
    expect(problemsOf(ran)[0]?.message).to.match(
      /^The link "read" of POST \/notes leads to a request that does not satisfy GET \/notes\/\{id\}: path parameter id /,
    );
  });

  it("takes what it does not give from the operation's own examples", async () => {
    const ran = await following("{ operationId: getNote }");
    expect(ran.sent.slice(0, 2)).to.deep.equal(["POST /notes", "GET /notes/N-0"]);
  });

  it("to an operation with a body sends that operation's example", async () => {
    const ran = await following("{ operationId: addNote }");
    expect(ran.sent.slice(0, 2)).to.deep.equal(["POST /notes", "POST /notes"]);
    expect(ran.requests[1]?.body).to.deep.equal(ran.requests[0]?.body);
    expect(ran.requests[1]?.headers).to.deep.equal([["Content-Type", "application/json"]]);
    expect(problemsOf(ran)).to.deep.equal([]);
  });
});
