import { stringify } from "yaml";

type Json = Readonly<Record<string, unknown>>;

const integration: Json = {
  type: "aws_proxy",
  httpMethod: "POST",
  uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations",
};

/** Schemas refer to others of their family only, as those of one part of a service do. */
const familySize = 10;

/** A schema of many members, some of which refer to others, or back to itself. */
function schema(at: number): Json {
  const first = at - (at % familySize);
  const ref = (to: number): Json => ({
    $ref: `#/components/schemas/Part${String(first + (to % familySize))}`,
  });
  const fields = Array.from({ length: 30 }, (_, field) => [
    `field${String(field)}`,
    {
      type: "string",
      description: `The member ${String(field)} of part ${String(at)}, told in a sentence as long as they are.`,
      minLength: 1,
      maxLength: 200 + field,
    },
  ]);
  return {
    type: "object",
    required: ["field0"],
    properties: {
      ...Object.fromEntries(fields),
      self: ref(at),
      children: { type: "array", items: ref(at) },
      next: ref(at + 1),
      other: { oneOf: [ref(at + 7), { type: "object", properties: { again: ref(at + 3) } }] },
    },
  };
}

function operation(at: number, schemas: number): Json {
  const body = { $ref: `#/components/schemas/Part${String(at % schemas)}` };
  const answer = { "application/json": { schema: { type: "array", items: body } } };
  return {
    operationId: `operation${String(at)}`,
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "string", pattern: "^[a-z]+$" } },
      { name: "page", in: "query", schema: { type: "integer", minimum: 1 } },
    ],
    requestBody: {
      required: true,
      content: { "application/json": { schema: { allOf: [body, { type: "object" }] } } },
    },
    responses: {
      "200": { description: "fine", content: answer },
      "400": { description: "not fine", content: answer },
    },
    "x-amazon-apigateway-integration": integration,
  };
}

/**
 * A sound OpenAPI document whose schemas refer to each other and to themselves.
 *
 * @param schemas a multiple of ten
 * @returns its text as JSON, and as YAML
 */
export function buildLargeDocument(
  operations: number,
  schemas: number,
): { readonly json: string; readonly yaml: string } {
  const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
  const document = {
    openapi: "3.0.1",
    info: { title: "large", version: "1" },
    paths: Object.fromEntries(
      range(operations).map((at) => [`/parts${String(at)}/{id}`, { post: operation(at, schemas) }]),
    ),
    components: {
      schemas: Object.fromEntries(range(schemas).map((at) => [`Part${String(at)}`, schema(at)])),
    },
  };
  return {
    json: JSON.stringify(document, null, 1),
    yaml: stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 }),
  };
}
