import { stringify } from "yaml";
import type { JsonObject, JsonValue } from "../../../src/harness/core/json.ts";

/** How large a document to make. */
export interface LargeDocumentSize {
  /** Paths, each with two operations. */
  readonly paths: number;
  /** Named schemas, each referring to others and to itself; a multiple of ten. */
  readonly schemas: number;
}

/** About 3 MB of YAML: 500 operations, 1,100 recursive schemas. */
export const threeMegabytes: LargeDocumentSize = { paths: 250, schemas: 1100 };

const words = ["customer", "order", "invoice", "shipment", "refund", "address", "price", "stock"];

function wordAt(index: number): string {
  return words[index % words.length] ?? "item";
}

function sentence(index: number): string {
  return `The ${wordAt(index)} that belongs to the ${wordAt(index * 7 + 3)} of number ${index}: see the guide, "chapter ${index % 9}".`;
}

function schemaReference(index: number): JsonObject {
  return { $ref: `#/components/schemas/Model${index}` };
}

/** Schemas refer to others of their family only, as those of one part of a service do. */
const familySize = 10;

function relative(index: number, step: number): JsonObject {
  return schemaReference(index - (index % familySize) + (step % familySize));
}

function property(index: number, turn: number): JsonValue {
  switch (turn % 6) {
    case 0:
      return { type: "string", minLength: 1, maxLength: 40 + turn, description: sentence(index) };
    case 1:
      return { type: "integer", minimum: 0, maximum: 1000 + turn, example: turn };
    case 2:
      return relative(index, index * 31 + turn);
    case 3:
      return { type: "array", items: relative(index, index * 17 + turn), maxItems: 50 };
    case 4:
      return { type: "string", enum: ["open", "closed", "on hold"], nullable: true };
    default:
      return {
        oneOf: [schemaReference(index), { type: "string", pattern: "^[a-z]{2}-[0-9]+$" }],
        description: `${sentence(index)}\n\n* one\n* two # three\n`,
      };
  }
}

function schema(index: number): JsonObject {
  const properties: Record<string, JsonValue> = {};
  for (let turn = 0; turn < 12; turn += 1)
    properties[`${wordAt(index + turn)}${turn}`] = property(index, turn);
  return {
    type: "object",
    description: sentence(index),
    required: Object.keys(properties).slice(0, 2),
    properties,
  };
}

function operation(index: number, method: string, schemas: number): JsonObject {
  const body = { content: { "application/json": { schema: schemaReference(index % schemas) } } };
  return {
    operationId: `${method}Thing${index}`,
    summary: sentence(index),
    tags: [wordAt(index)],
    parameters: [
      {
        name: "id",
        in: "path",
        required: true,
        schema: { type: "string", example: `id-${index}` },
      },
      {
        name: "limit",
        in: "query",
        schema: { type: "integer", minimum: 1, maximum: 100 },
        example: 10,
      },
    ],
    ...(method === "post" ? { requestBody: { required: true, ...body } } : {}),
    responses: {
      "200": { description: sentence(index), ...body },
      "404": { $ref: "#/components/responses/NotFound" },
    },
    "x-amazon-apigateway-integration": {
      type: "aws_proxy",
      httpMethod: "POST",
      uri: {
        "Fn::Sub": `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Fn${index % 9}.Arn}/invocations`,
      },
    },
  };
}

/** A document of many operations over schemas that refer to each other and to themselves; the same for the same size. */
export function largeDocument({ paths, schemas }: LargeDocumentSize): JsonObject {
  const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
  return {
    openapi: "3.0.3",
    info: { title: "Large", version: "1.0.0" },
    paths: Object.fromEntries(
      numbers(paths).map((index) => [
        `/${wordAt(index)}s-${index}/{id}`,
        { get: operation(index, "get", schemas), post: operation(index, "post", schemas) },
      ]),
    ),
    components: {
      responses: { NotFound: { description: "Nothing by that id" } },
      schemas: Object.fromEntries(
        numbers(schemas).map((index) => [`Model${index}`, schema(index)]),
      ),
    },
  };
}

/** The document as YAML in the usual style. */
export function largeYaml(size: LargeDocumentSize): string {
  return stringify(largeDocument(size), { aliasDuplicateObjects: false });
}
