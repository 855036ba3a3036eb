import { readFileSync } from "node:fs";
import { expect } from "chai";
import { comparePactsWithDocument } from "../../../../../src/harness/checks/contracts/comparison/compare-pacts-with-document.ts";
import { loadPacts } from "../../../../../src/harness/checks/contracts/files/load-pacts.ts";
import type { Problem } from "../../../../../src/harness/core/problem.ts";
import {
  httpInteraction,
  jsonContent,
  jsonHeaders,
  pactOf,
} from "../../../../support/contracts/pact-text.ts";
import { readDocument } from "../../../../support/contracts/read-document.ts";

const spec = `openapi: 3.0.3
info: { title: { "Fn::Sub": "\${Stage} API" }, version: "1" }
servers:
  - url: { "Fn::Sub": "https://\${Api}.example.com" }
paths:
  /orders/{orderId}:
    get:
      operationId: getOrder
      x-amazon-apigateway-integration: { type: aws_proxy, uri: { "Fn::Sub": "\${GetOrder.Arn}" } }
      parameters:
        - { name: orderId, in: path, required: true, schema: { type: string, pattern: "^ORD-[0-9]+$" } }
      responses:
        "200":
          description: d
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Order" }
        "404": { description: d }
    delete: { operationId: deleteOrder, responses: { "204": { description: d } } }
  /files/{proxy+}:
    x-amazon-apigateway-any-method:
      operationId: files
      parameters:
        - { name: proxy, in: path, required: true, schema: { type: string } }
      responses: { "200": { description: d } }
components:
  schemas:
    Order:
      type: object
      additionalProperties: false
      properties:
        orderId: { type: string, maxLength: { "Fn::If": [IsProd, 10, 20] } }
        status: { type: string, enum: [created, shipped] }
        items: { type: array, items: { type: object, properties: { state: { $ref: "#/components/schemas/State" } } } }
    State: { type: string, enum: [packed, open] }
`;

function compare(...interactions: readonly object[]): Promise<readonly Problem[]> {
  return comparePactsWithDocument([pactOf(interactions)], readDocument(spec));
}

function orderWith(content: object, more: object = {}): object {
  return httpInteraction({
    response: { headers: jsonHeaders, body: jsonContent(content), ...more },
  });
}

const rule = (path: string, regex: string) => ({
  matchingRules: { body: { [path]: { combine: "AND", matchers: [{ match: "regex", regex }] } } },
});
const seen = (problems: readonly Problem[]) =>
  problems.map(({ code, location }) => [code, location?.pointer]);

describe("comparePactsWithDocument", () => {
  it("has nothing to say of the web shop's contract", async () => {
    const { pacts } = loadPacts({
      root: process.cwd(),
      paths: ["contracts"],
      provider: "order-api",
      stages: [],
    });
    expect(
      await comparePactsWithDocument(pacts, readDocument(readFileSync("openapi.yaml", "utf8"))),
    ).to.deep.equal([]);
  });

  it("accepts a subset of the response, and does not write into the document", async () => {
    const document = readDocument(spec);
    const before = JSON.stringify(document.root);
    expect(
      await comparePactsWithDocument([pactOf([orderWith({ status: "created" })])], document),
    ).to.deep.equal([]);
    expect(JSON.stringify(document.root)).to.equal(before);
  });

  for (const operation of ["", "{ operationId: get }", "{ responses: }"]) {
    it(`compares with a spec that has an operation of ${JSON.stringify(operation)}`, async () => {
      const start = "openapi: 3.0.3\npaths:\n  /orders/{orderId}:\n    get:";
      const sound = '    delete: { responses: { "204": { description: d } } }\n';
      const document = readDocument(`${start} ${operation}\n${sound}`);
      const problems = await comparePactsWithDocument(
        [pactOf([httpInteraction({ response: {} })])],
        document,
      );
      expect(problems.map(({ code }) => code)).to.deep.equal([
        operation === "" ? "contracts/unknown-operation" : "contracts/undocumented-status",
      ]);
    });
  }

  it("places a value the enum does not have in the pact file, with the enum beside it", async () => {
    const [problem, ...others] = await compare(orderWith({ status: "LOST" }));
    expect(others).to.deep.equal([]);
    expect(problem).to.include({
      code: "contracts/response-body-incompatible",
      operation: "GET /orders/{orderId}",
      actual: '"LOST"',
    });
    expect(problem?.location).to.include({
      file: "contracts/web-shop-order-api.json",
      pointer: "/interactions/0/response/body/content/status",
    });
    expect(problem?.related[0]?.location).to.include({
      file: "openapi.yaml",
      pointer: "/components/schemas/Order/properties/status/enum",
    });
  });

  it("does not hold a value against a keyword that only CloudFormation knows", async () => {
    expect(await compare(orderWith({ orderId: "ORD-1000" }))).to.deep.equal([]);
  });

  it("reports a property the closed schema does not have", async () => {
    expect(seen(await compare(orderWith({ colour: "red" })))).to.deep.equal([
      ["contracts/response-body-incompatible", "/interactions/0/response/body/content"],
    ]);
  });

  it("reports a status and a response header the spec does not have", async () => {
    const problems = await compare(
      httpInteraction({ description: "a", response: { status: 299 } }),
      httpInteraction({ description: "b", response: { status: 404, headers: { "X-Odd": ["1"] } } }),
    );
    expect(seen(problems)).to.deep.equal([
      ["contracts/undocumented-status", "/interactions/0/response/status"],
      ["contracts/response-header-incompatible", "/interactions/1/response/headers/X-Odd"],
    ]);
  });

  it("reports an undocumented query parameter as a warning", async () => {
    const problems = await compare(httpInteraction({ request: { query: { verbose: ["1"] } } }));
    expect(problems.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["contracts/undocumented-part", "warning"],
    ]);
  });

  it("reports an unknown operation once, and says when the stage is what is too much", async () => {
    const problems = await compare(
      httpInteraction({ request: { path: "/dev/orders/ORD-1000" } }),
      httpInteraction({ description: "b", request: { path: "/carts" } }),
    );
    expect(seen(problems)).to.deep.equal([
      ["contracts/unknown-operation", "/interactions/0/request/path"],
      ["contracts/unknown-operation", "/interactions/1/request/path"],
    ]);
    expect(problems[0]?.hint).to.include("GET /orders/{orderId}");
  });

  it("tells a broken path parameter from an unknown path, and lets a consumer expect a 4XX for one", async () => {
    const broken = { path: "/orders/nonsense" };
    const problems = await compare(
      httpInteraction({ description: "a", request: broken }),
      httpInteraction({ description: "b", request: broken, response: { status: 404 } }),
    );
    expect(seen(problems)).to.deep.equal([
      ["contracts/path-parameter-incompatible", "/interactions/0/request/path"],
    ]);
  });

  it("follows greedy paths and any-method to any depth", async () => {
    const problems = await compare(
      httpInteraction({ description: "a", request: { path: "/files/a" } }),
      httpInteraction({ description: "b", request: { method: "PUT", path: "/files/a/b/c.txt" } }),
      httpInteraction({ description: "c", request: { path: "/files" } }),
    );
    expect(seen(problems)).to.deep.equal([
      ["contracts/unknown-operation", "/interactions/2/request/path"],
    ]);
  });

  it("holds a reference to an operation against the operation the request reaches", async () => {
    const references = (operationId: string) => ({
      comments: { references: { openapi: { operationId } } },
      response: { status: 404 },
    });
    const problems = await compare(
      httpInteraction({ description: "a", ...references("deleteOrder") }),
      httpInteraction({ description: "b", ...references("getOrder") }),
    );
    expect(seen(problems)).to.deep.equal([
      [
        "contracts/wrong-operation-reference",
        "/interactions/0/comments/references/openapi/operationId",
      ],
    ]);
    expect(problems[0]).to.include({ expected: "getOrder", actual: "deleteOrder" });
  });

  it("finds a matcher that accepts no value of the enum", async () => {
    const problems = await compare(orderWith({ status: "created" }, rule("$.status", "^[A-Z]+$")));
    expect(seen(problems)).to.deep.equal([
      ["contracts/matcher-outside-schema", "/interactions/0/response/matchingRules/body/$.status"],
    ]);
  });

  it("finds the words a matcher accepts beyond the enum, behind references and in lists", async () => {
    const problems = await compare(
      orderWith({ items: [{ state: "open" }] }, rule("$.items[*].state", "^(open|packed|lost)$")),
    );
    expect(problems.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["contracts/matcher-wider-than-schema", "warning"],
    ]);
    expect(problems[0]?.message).to.include("also accepts lost");
  });

  it("keeps quiet about a matcher it cannot be certain of", async () => {
    expect(
      await compare(orderWith({ status: "created" }, rule("$.status", "created|ship.*"))),
    ).to.deep.equal([]);
    expect(
      await compare(orderWith({ status: "created" }, rule("$.status", "(?<broken"))),
    ).to.deep.equal([]);
  });

  it("does not accuse a matcher in the syntax of Pact's own engine", async () => {
    for (const regex of ["\\Acreated\\z", "\\p{Ll}+", "[[:lower:]]+", "(?i)CREATED"])
      expect(
        await compare(orderWith({ status: "created" }, rule("$.status", regex))),
        regex,
      ).to.deep.equal([]);
  });

  it("leaves messages alone", async () => {
    expect(
      await compare({ type: "Asynchronous/Messages", description: "an event", contents: {} }),
    ).to.deep.equal([]);
  });

  it("numbers interactions as the file does when messages stand between them", async () => {
    const message = { type: "Asynchronous/Messages", description: "an event", contents: {} };
    expect(seen(await compare(message, orderWith({ status: "LOST" })))).to.deep.equal([
      ["contracts/response-body-incompatible", "/interactions/1/response/body/content/status"],
    ]);
  });

  it("says so when a pact cannot be compared at all", async () => {
    const problems = await comparePactsWithDocument(
      [pactOf([httpInteraction({})])],
      readDocument("swagger: '9'"),
    );
    expect(problems.length).to.be.greaterThan(0);
    expect(problems.every(({ severity }) => severity === "error")).to.equal(true);
  });
});
