import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { detectEventKind, isPartOfRestEvent, senderOf, type EventKind } from "./event-kind.ts";
import { eventSchema } from "./event-schemas.ts";

/**
 * Holds the value of an event file against the schema of what sends such events. Members that REST APIs
 * and EventBridge always send are errors where they lack; of the other senders they are told together, as
 * a warning: their events are cut down by hand more often than not.
 */
export function judgeEventShape(source: SourceDocument, value: JsonValue): readonly Problem[] {
  if (isPartOfRestEvent(value)) return partProblems(source, value);
  const kind = detectEventKind(value);
  if (kind === null || !isObject(value)) {
    return [
      createProblem({
        code: "events/unknown-kind",
        message: "Nothing known sends an event of this shape, so it was not checked.",
        location: source.locate(""),
      }),
    ];
  }
  const schema = eventSchema(kind, value);
  if (schema === null) {
    return [
      createProblem({
        code: "events/no-schema",
        message: `The event looks like one of ${kind}; Lockstep has no schema for those yet, so its shape was not checked.`,
        location: source.locate(""),
      }),
    ];
  }
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  const isWhole = kind === "apigateway-rest" || kind === "eventbridge";
  return errorProblems(source, kind, validate.errors ?? [], isWhole);
}

/**
 * Holds a value that nothing known sends against a kind it may be a part of: `{ "detail": … }` of EventBridge,
 * a record without its source. `null` when it has no member that every event of the kind has. What is missing is
 * one warning, whoever the sender.
 */
export function judgeShapeAs(
  kind: EventKind,
  source: SourceDocument,
  value: JsonValue,
): readonly Problem[] | null {
  if (!isObject(value)) return null;
  const schema = eventSchema(kind, value);
  const required = schema?.["required"];
  if (schema === null || !Array.isArray(required)) return null;
  if (!required.some((name) => typeof name === "string" && name in value)) return null;
  const validate = validatorOf(schema);
  return validate(value) ? [] : errorProblems(source, kind, validate.errors ?? [], false);
}

function errorProblems(
  source: SourceDocument,
  kind: EventKind,
  errors: readonly ErrorObject[],
  isWhole: boolean,
): readonly Problem[] {
  const isLack = ({ keyword }: ErrorObject): boolean => keyword === "required" && !isWhole;
  // A body that is no text is what most often breaks a function; the rest follows.
  const isBody = ({ instancePath }: ErrorObject): number => (instancePath === "/body" ? 1 : 0);
  const violations = errors
    .filter((error) => !isLack(error))
    .toSorted((a, b) => isBody(b) - isBody(a))
    .map((error) => violation(source, kind, error));
  return [...violations, ...lackProblems(source, kind, errors.filter(isLack))];
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

/** `/Records/0/dynamodb` → the record, and `dynamodb.` for what stands below it. */
function splitAtRecord(pointer: string): readonly [record: string, below: string] {
  const [, record = "", rest = ""] = /^(\/Records\/\d+)?(.*)$/s.exec(pointer) ?? [];
  const below = splitPointer(rest)
    .map((part) => `${part}.`)
    .join("");
  return [record, below];
}

/** `/Records/0` → `Records[0]`. */
function placeOf(record: string): string {
  return record === "" ? "The event" : record.slice(1).replace(/\/(\d+)$/, "[$1]");
}

/** What is missing, one problem for all records that lack the same. */
function lackProblems(
  source: SourceDocument,
  kind: EventKind,
  errors: readonly ErrorObject[],
): readonly Problem[] {
  const byRecord = new Map<string, string[]>();
  for (const { instancePath, params } of errors) {
    const [record, below] = splitAtRecord(instancePath);
    const missing: unknown = isObject(params) ? params["missingProperty"] : undefined;
    if (typeof missing !== "string") continue;
    byRecord.set(record, [...(byRecord.get(record) ?? []), `${below}${missing}`]);
  }
  const alike = new Map<string, string[]>();
  for (const [record, names] of byRecord) {
    const missing = names.join(", ");
    alike.set(missing, [...(alike.get(missing) ?? []), record]);
  }
  return [...alike].map(([missing, [first = "", ...others]]) => {
    const more = others.length === 0 ? "" : `, as ${others.length} more`;
    return createProblem({
      code: "events/incomplete-event",
      message: `${placeOf(first)}${more} lacks ${missing}, which ${senderOf(kind)} always sends: a function that reads it behaves otherwise on AWS.`,
      location: source.locate(first),
      hint: "Add what the function reads; a whole event stands in the log of a deployed function that writes it.",
    });
  });
}

const validators = new WeakMap<JsonObject, ValidateFunction>();

/** Compiled on first use: most runs check no events. */
function validatorOf(schema: JsonObject): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true });
  const compiled = ajv.compile(schema);
  validators.set(schema, compiled);
  return compiled;
}

const gatewayBodies: ReadonlySet<EventKind> = new Set(["apigateway-rest", "apigateway-http"]);

function violation(source: SourceDocument, kind: EventKind, error: ErrorObject): Problem {
  const data: unknown = error.data;
  if (gatewayBodies.has(kind) && error.instancePath === "/body") return bodyProblem(source, data);
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
    ...hintOf(kind, error, pointer),
  });
}

/** Messages carry text: what is written as an object is meant to be its JSON. Only REST events are generated. */
function hintOf(
  kind: EventKind,
  { schema, data }: ErrorObject,
  pointer: string,
): { readonly hint?: string } {
  if (schema === "string" && typeof data === "object" && data !== null) {
    const name = splitPointer(pointer).at(-1) ?? "";
    return { hint: `Write it as JSON text: "${name}": ${describe(JSON.stringify(data))}.` };
  }
  return kind === "apigateway-rest" ? {} : { hint: "Mend it at the place named." };
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
