import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { isObject, parseJson, type JsonValue } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import { parseSourceDocument, type SourceDocument } from "../../core/source-document.ts";
import { detectEventKind, isPartOfRestEvent, type EventKind } from "./event-kind.ts";
import { eventSchema } from "./event-schemas.ts";
import { findJsonError } from "./find-json-error.ts";

/** An event file: path relative to the project root, and its text as read (byte order mark kept). */
export interface EventFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Checks an event file: its bytes, its JSON, and its shape against the schema of what sends it.
 * The body of an API Gateway event is checked against the operation by the caller, with the
 * document at hand (see `restEventToRequest`).
 *
 * @returns problems with file, pointer, line and column; none when the file is a sound event
 */
export function validateEvent(input: EventFile): readonly Problem[] {
  const encoding = encodingProblem(input);
  const text = input.text.startsWith("\uFEFF") ? input.text.slice(1) : input.text;
  if (text.startsWith("\uFFFD\uFFFD")) return encoding;
  const syntax = findJsonError(text);
  if (syntax !== null) {
    return [...encoding, syntaxProblem(input.file, text, syntax.offset, syntax.message)];
  }
  const value = readValue(text);
  if (value === undefined) {
    const message = "the JSON nests deeper than 512 levels";
    return [...encoding, syntaxProblem(input.file, text, 0, message)];
  }
  const source = parseSourceDocument({ file: input.file, text });
  return [...encoding, ...duplicateKeys(source), ...shapeProblems(source, value)];
}

function readValue(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function encodingProblem({ file, text }: EventFile): readonly Problem[] {
  const location: SourceLocation = { file, line: 1, column: 1 };
  if (text.startsWith("\uFFFD\uFFFD")) {
    return [
      createProblem({
        code: "events/byte-order-mark",
        message: `${file} is not UTF-8 text; it looks like UTF-16, as PowerShell writes with ">".`,
        location,
        hint: "Save the file as UTF-8 without a byte order mark.",
      }),
    ];
  }
  if (!text.startsWith("\uFEFF")) return [];
  return [
    createProblem({
      code: "events/byte-order-mark",
      message: `${file} begins with a byte order mark (BOM). Tools that read it as plain JSON stop with "Expecting value: line 1 column 1 (char 0)" or "Unexpected token".`,
      location,
    }),
  ];
}

function syntaxProblem(file: string, text: string, offset: number, message: string): Problem {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  return createProblem({
    code: "events/syntax-error",
    message: `${file} is not JSON: ${message}.`,
    location: { file, line, column },
  });
}

function duplicateKeys(source: SourceDocument): readonly Problem[] {
  return source.issues
    .filter((issue) => issue.kind === "duplicate-key")
    .map((issue) =>
      createProblem({
        code: "events/duplicate-key",
        message: issue.message,
        location: issue.location,
      }),
    );
}

function shapeProblems(source: SourceDocument, value: JsonValue): readonly Problem[] {
  if (isPartOfRestEvent(value)) return partProblems(source, value);
  const kind = detectEventKind(value);
  if (kind === null) {
    return [
      createProblem({
        code: "events/unknown-kind",
        message: "Nothing known sends an event of this shape, so it was not checked.",
        location: source.locate(""),
      }),
    ];
  }
  const schema = eventSchema(kind);
  if (schema === null) {
    return [
      createProblem({
        code: "events/no-schema",
        message: `The event looks like one of ${kind}; Lockstep has no schema for those yet, so its shape was not checked.`,
        location: source.locate(""),
      }),
    ];
  }
  const validate = validatorOf(kind);
  if (validate(value)) return [];
  // A body that is no text is what most often breaks a function; the rest follows.
  const isBody = ({ instancePath }: ErrorObject): number => (instancePath === "/body" ? 1 : 0);
  return (validate.errors ?? [])
    .toSorted((a, b) => isBody(b) - isBody(a))
    .map((error) => violation(source, kind, error));
}

/** Members every event of a REST API has, `null` where they are empty. */
const restMembers = [
  "resource",
  "path",
  "httpMethod",
  "headers",
  "queryStringParameters",
  "pathParameters",
  "requestContext",
  "body",
  "isBase64Encoded",
] as const;

/** A part of an event runs a function that needs no more; a body that is no string is wrong in any case. */
function partProblems(
  source: SourceDocument,
  event: { readonly [key: string]: unknown },
): readonly Problem[] {
  const { body = null } = event;
  const wrong = body === null || typeof body === "string" ? [] : [bodyProblem(source, body)];
  const missing = restMembers.filter((name) => !(name in event));
  return [
    ...wrong,
    createProblem({
      code: "events/incomplete-event",
      message: `This is a part of an event of a REST API: API Gateway always sends ${missing.join(", ")} too, so a function that reads one of them behaves otherwise on AWS. The request in it was not checked.`,
      location: source.locate(""),
    }),
  ];
}

const validators = new Map<EventKind, ValidateFunction>();

/** Compiled on first use: most runs check no events. */
function validatorOf(kind: EventKind): ValidateFunction {
  const known = validators.get(kind);
  if (known !== undefined) return known;
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
  const compiled = ajv.compile(eventSchema(kind) ?? {});
  validators.set(kind, compiled);
  return compiled;
}

function violation(source: SourceDocument, kind: EventKind, error: ErrorObject): Problem {
  const data: unknown = error.data;
  if (kind.startsWith("apigateway-") && error.instancePath === "/body") {
    return bodyProblem(source, data);
  }
  const params: unknown = error.params;
  const extra = isObject(params) ? params["additionalProperty"] : undefined;
  const pointer =
    typeof extra === "string" ? joinPointer(error.instancePath, extra) : error.instancePath;
  const place = pointer === "" ? "the event" : pointer;
  const message =
    typeof extra === "string"
      ? `${place} is not part of an event of ${kind}.`
      : `${place} ${error.message ?? "does not fit"}${expectedWords(params)}.`;
  return createProblem({
    code: "events/schema-violation",
    message,
    location: source.locate(pointer),
    ...(error.keyword === "required" ? {} : { actual: describe(data) }),
  });
}

function expectedWords(params: unknown): string {
  if (!isObject(params)) return "";
  const { allowedValues, allowedValue } = params;
  if (Array.isArray(allowedValues)) return `: ${allowedValues.map(String).join(", ")}`;
  return allowedValue === undefined ? "" : `: ${JSON.stringify(allowedValue)}`;
}

function bodyProblem(source: SourceDocument, body: unknown): Problem {
  return createProblem({
    code: "events/body-not-a-string",
    message: `The body of an API Gateway event is text, and this one is ${describeType(body)}; a function would be given something the service never sends.`,
    location: source.locate("/body"),
    expected: "a string that holds the JSON, or null",
    actual: describe(body),
    hint: `Write the body as JSON text: "body": ${describe(JSON.stringify(body))}.`,
  });
}

function describeType(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (value === null) return "null";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
