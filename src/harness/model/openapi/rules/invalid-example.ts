import type { JsonValue } from "../../../core/json.ts";
import { isJsonMediaType } from "../../../core/http-message.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../../core/json-pointer.ts";
import type { Problem, Severity } from "../../../core/problem.ts";
import type { SchemaDirection } from "../../schema/schema-validator.ts";
import { isPlainlyValid } from "../../schema/is-plainly-valid.ts";
import { holdsUnresolved } from "../../schema/is-unresolved.ts";
import type { ApiDocument, MediaTypeObject, Operation } from "../api-document.ts";
import { readablePlace } from "../embedded-files-key.ts";
import { listAllSchemas } from "../list-schemas.ts";
import { isJsonMap, jsonAt, placedAt } from "../read-members.ts";
import { readExamples, readSchemaExamples } from "../read-examples.ts";
import { problemAt, type Rule, type RuleContext } from "./rule.ts";

interface PlacedExample {
  /** `default` for a default, which is judged like an example. */
  readonly name?: string;
  readonly owner: string;
  readonly pointer: JsonPointer;
  readonly value: JsonValue;
  readonly schemaPointer: JsonPointer;
  readonly direction: SchemaDirection;
  readonly severity: Severity;
  readonly operation: string | null;
  /** True for the fields of an `application/x-www-form-urlencoded` body. */
  readonly isForm?: boolean;
}

/**
 * Examples of parameters, request and response bodies that break their schema (errors), and examples and
 * defaults inside schemas (warnings: they are no promise about a message). Each example is judged once.
 */
export const reportInvalidExamples: Rule = (context) => {
  const seen = new Set<JsonPointer>();
  return [...operationExamples(context), ...schemaExamples(context)].flatMap((example) => {
    // What is put in when deployed cannot be judged before.
    if (seen.has(example.pointer) || holdsUnresolved(example.value)) return [];
    seen.add(example.pointer);
    return judge(context, example);
  });
};

function judge({ document, registry }: RuleContext, example: PlacedExample): readonly Problem[] {
  const { owner, pointer, value, schemaPointer, direction, severity, operation, isForm } = example;
  const schema = jsonAt(document.root, schemaPointer);
  if (isJsonMap(schema) && isPlainlyValid(schema, value)) return [];
  const violations = registry
    .validatorAt(schemaPointer, document.dialect, direction)
    .validate(value);
  return violations.flatMap((violation) => {
    // Fields of a form are texts on the wire: whether "5" stands for a number is for its reader to say.
    if (isForm === true && violation.keyword === "type" && violation.instancePointer !== "")
      return [];
    const place = `${pointer}${violation.instancePointer}`;
    const path = violation.instancePointer === "" ? "" : ` at ${violation.instancePointer}`;
    return problemAt(document, valueAt(document.root, place) === undefined ? pointer : place, {
      code: "openapi/invalid-example",
      severity,
      message: `The ${example.name === "default" ? "default" : "example"} of ${owner} breaks its schema${path}: ${violation.message}.`,
      expected: violation.expected,
      actual: violation.actual,
      related: [
        {
          message: "the schema says so here",
          location: document.source.locate(violation.schemaPointer),
        },
      ],
      ...(operation === null ? {} : { operation }),
    });
  });
}

function operationExamples({ document }: RuleContext): readonly PlacedExample[] {
  return document.operations.flatMap(({ key, parameters, requestBody, responses }) => {
    const bodies = (requestBody?.content ?? []).flatMap((media) =>
      mediaExamples(media, {
        owner: `the request body of ${key}`,
        direction: "request",
        operation: key,
      }),
    );
    const answers = responses.flatMap((response) =>
      response.content.flatMap((media) =>
        mediaExamples(media, {
          owner: `the ${response.key} response of ${key}`,
          direction: "response",
          operation: key,
        }),
      ),
    );
    const inputs = parameters.flatMap(({ name, in: place, pointer, schemaPointer }) => {
      const owner = placedAt(document.root, pointer);
      if (owner === null || schemaPointer === null || schemaPointer === pointer) return [];
      return readExamples(document.root, owner).map((example): PlacedExample => ({
        owner: `the ${place} parameter ${name} of ${key}`,
        pointer: example.pointer,
        value: example.value,
        schemaPointer,
        direction: "request",
        severity: "error",
        operation: key,
      }));
    });
    return [...inputs, ...bodies, ...answers, ...headerExamples(document, key, responses)];
  });
}

function headerExamples(
  { root }: ApiDocument,
  operation: string,
  responses: Operation["responses"],
): readonly PlacedExample[] {
  return responses.flatMap(({ key, headers }) =>
    headers.flatMap(({ name, pointer, schemaPointer }) => {
      const owner = placedAt(root, pointer);
      if (owner === null || schemaPointer === null || schemaPointer === pointer) return [];
      return readExamples(root, owner).map((example): PlacedExample => ({
        owner: `the header ${name} of the ${key} response of ${operation}`,
        pointer: example.pointer,
        value: example.value,
        schemaPointer,
        direction: "response",
        severity: "error",
        operation,
      }));
    }),
  );
}

function mediaExamples(
  media: MediaTypeObject,
  about: Pick<PlacedExample, "owner" | "direction" | "operation">,
): readonly PlacedExample[] {
  const { schemaPointer, mediaType, examples } = media;
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(mediaType);
  if (schemaPointer === null || !(isForm || isJsonMediaType(mediaType) || mediaType === "*/*"))
    return [];
  return (
    examples
      .filter(({ pointer, value }) => !isSchemaOwned(pointer, media) && !isSerialised(value))
      // A form is described as a map of its fields, or written out as it is sent.
      .filter(({ value }) => !isForm || isJsonMap(value))
      .map(({ pointer, value }) => ({
        ...about,
        pointer,
        value,
        schemaPointer,
        severity: "error",
        isForm,
      }))
  );
}

/** Examples taken over from a named schema are judged as the schema's. */
function isSchemaOwned(pointer: JsonPointer, media: MediaTypeObject): boolean {
  return (
    !pointer.startsWith(media.pointer) &&
    /\/examples?(\/\d+)?$/.test(pointer) &&
    !pointer.endsWith("/value")
  );
}

/** JSON written as a text is the message itself, not its value; it is not taken for either. */
function isSerialised(value: JsonValue): boolean {
  return typeof value === "string" && /^\s*[[{]/.test(value);
}

function schemaExamples({ document }: RuleContext): readonly PlacedExample[] {
  return listAllSchemas(document).flatMap(({ pointer, schema }) => {
    if (schema["$ref"] !== undefined) return [];
    const about = {
      owner: `the schema ${readablePlace(pointer)}`,
      schemaPointer: pointer,
      direction: "either",
      severity: "warning",
      operation: null,
    } as const;
    const place = joinPointer(pointer, "default");
    const fallback = jsonAt(document.root, place);
    return [
      ...readSchemaExamples(document.root, pointer).map((example) => ({ ...about, ...example })),
      ...(fallback === undefined
        ? []
        : [{ ...about, name: "default", pointer: place, value: fallback }]),
    ];
  });
}
