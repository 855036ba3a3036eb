import { expect } from "chai";
import fc from "fast-check";
import { describe, it } from "mocha";
import { loadDocument } from "../../../support/model/load-document.ts";
import { ordersDocument } from "../../../support/model/orders-document.ts";

const schemas = (text: string): string => `openapi: 3.0.3
paths:
  /a: { get: { responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/A" } } } } } } }
components:
  schemas:
${text}`;

const list = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

/** Texts made to be costly, and what is said of them at least. */
const hostile: Readonly<Record<string, readonly [text: string, code: RegExp]>> = {
  "10,000 levels of maps": [
    schemas(`    A: ${"{ a: ".repeat(10_000)}1${" }".repeat(10_000)}`),
    /syntax-error/,
  ],
  "10,000 levels of lists, never closed": [schemas(`    A: ${"[".repeat(10_000)}`), /syntax-error/],
  "10,000 levels of JSON": [`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, /syntax-error/],
  "240 schemas inside each other": [
    JSON.stringify({ openapi: "3.0.3", paths: {} }).replace(
      /\}$/,
      `,"components":{"schemas":{"A":${'{"properties":{"a":'.repeat(240)}{}${"}}".repeat(240)}}}}`,
    ),
    /no-operations/,
  ],
  "a key of a megabyte": [
    `{"openapi":"3.0.3","paths":{"/${"k".repeat(1_000_000)}":{"get":{"responses":{}}}}}`,
    /operation-without-responses/,
  ],
  "a NUL": [schemas("    A: { type: \u0000string }"), /invalid-schema|syntax-error/],
  "aliases that multiply": [
    `a: &a [x, x]\n${list(40, (index) => `a${index + 1}: &a${index + 1} [*a${index === 0 ? "" : index}, *a${index === 0 ? "" : index}]`)}`,
    /syntax-error/,
  ],
  "an anchor around its own alias": ["openapi: 3.0.3\npaths: &p\n  /a: *p\n", /syntax-error/],
  "a merge of itself": ["openapi: 3.0.3\npaths: &p\n  <<: *p\n", /syntax-error/],
  "a thousand references in a circle": [
    schemas(
      `${list(1000, (index) => `    S${index}: { $ref: "#/components/schemas/S${(index + 1) % 1000}" }`)}\n    A: { $ref: "#/components/schemas/S0" }`,
    ),
    /dangling-reference/,
  ],
  "two thousand references in a row": [
    schemas(
      `${list(2000, (index) => `    S${index}: { $ref: "#/components/schemas/S${index + 1}" }`)}\n    A: { $ref: "#/components/schemas/S0", example: 1 }`,
    ),
    /dangling-reference/,
  ],
  "schemas that combine each other": [
    schemas("    A: { allOf: [{ $ref: '#/components/schemas/A' }], example: {} }"),
    /invalid-schema/,
  ],
  "combinations that come to billions": [
    schemas(
      `${list(
        12,
        (index) =>
          `    S${index}: { allOf: [${Array(8)
            .fill(`{ $ref: "#/components/schemas/S${index + 1}" }`)
            .join(", ")}] }`,
      )}\n    S12: {}\n    A: { allOf: [{ $ref: "#/components/schemas/S0" }], example: {} }`,
    ),
    /invalid-schema/,
  ],
  "path items in a circle": [
    "openapi: 3.0.3\npaths:\n  /a: { $ref: '#/paths/~1b' }\n  /b: { $ref: '#/paths/~1a' }\n",
    /dangling-reference/,
  ],
  "names of the prototype": [
    '{"openapi":"3.0.3","__proto__":{"x":1},"paths":{"/a":{"get":{"responses":{"__proto__":{}}}}},"components":{"schemas":{"__proto__":{"required":["__proto__"],"properties":{"__proto__":{"type":"string","example":1}}}}}}',
    /invalid-response-key/,
  ],
  "an enum of ten thousand wrong values": [
    schemas(`    A: { type: string, enum: [${list(10_000, String).replaceAll("\n", ", ")}] }`),
    /unsatisfiable-schema/,
  ],
  "a file cut off": [ordersDocument.slice(0, ordersDocument.length / 2), /./],
};

describe("A hostile document", () => {
  for (const [name, [text, code]] of Object.entries(hostile)) {
    it(`gives problems: ${name}`, () => {
      const { problems } = loadDocument(text);
      expect(problems.map((problem) => problem.code).join(" ")).to.match(code);
      for (const { message } of problems) expect(message.length).to.be.lessThan(5000);
    });
  }

  it("gives problems and never throws, whatever is cut out of a sound one or put in", () => {
    const pieces = [
      "",
      ":",
      "- ",
      "\n",
      "  ",
      "{",
      "]",
      "&a ",
      "*a",
      "!x ",
      "\u0000",
      "$ref: ",
      "'",
      "|",
      "\t",
      "__proto__: ",
    ];
    fc.assert(
      fc.property(
        fc.nat(ordersDocument.length),
        fc.nat(40),
        fc.constantFrom(...pieces),
        fc.boolean(),
        (at, length, piece, isTruncated) => {
          const rest = isTruncated ? "" : ordersDocument.slice(at + length);
          const { problems, operations } = loadDocument(ordersDocument.slice(0, at) + piece + rest);
          expect(operations).to.be.an("array");
          for (const { location } of problems) expect(location?.line).to.be.greaterThan(0);
        },
      ),
      { seed: 11, numRuns: 100 },
    );
  });
});
