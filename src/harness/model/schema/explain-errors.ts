import type { ErrorObject } from "ajv/dist/2020.js";
import { isObject } from "../../core/json.ts";
import { joinPointer, valueAt } from "../../core/json-pointer.ts";
import { describeKeyword } from "./describe-keyword.ts";
import { describeValue } from "./describe-value.ts";
import type { ExplainContext } from "./explain-context.ts";
import { explainUnion } from "./explain-union.ts";
import type { SchemaOrigin } from "./normalise-schema.ts";
import type { SchemaViolation } from "./schema-validator.ts";

/** Turns ajv's errors into violations that name the document's own keywords, without noise. */
export function explainErrors(
  context: ExplainContext,
  errors: readonly ErrorObject[],
): readonly SchemaViolation[] {
  const violations = errors.flatMap((error) => explainError(context, error));
  const seen = new Set<string>();
  return violations.filter((violation) => {
    const key = `${violation.instancePointer}\n${violation.schemaPointer}\n${violation.message}`;
    if (seen.has(key) || isEchoOfType(violation, violations)) return false;
    seen.add(key);
    return true;
  });
}

/** A value of the wrong type breaks `enum` and `const` of the same schema as well; one message will do. */
function isEchoOfType(violation: SchemaViolation, all: readonly SchemaViolation[]): boolean {
  if (violation.keyword !== "enum" && violation.keyword !== "const") return false;
  const parent = violation.schemaPointer.slice(0, -violation.keyword.length - 1);
  return all.some(
    ({ instancePointer, schemaPointer }) =>
      instancePointer === violation.instancePointer && schemaPointer === `${parent}/type`,
  );
}

function explainError(context: ExplainContext, error: ErrorObject): readonly SchemaViolation[] {
  const parent: unknown = error.parentSchema;
  const origin =
    typeof parent === "object" && parent !== null ? context.originOf(parent) : undefined;
  if (origin === undefined || origin.kind === "silent" || error.keyword === "if") return [];
  if (origin.kind === "forbidden") return [forbidden(error, origin)];
  if (error.keyword === "anyOf" || error.keyword === "oneOf") {
    return explainUnion(context, {
      keyword: error.keyword,
      pointer: origin.pointer,
      instancePointer: error.instancePath,
      value: error.data,
      exempt: origin.exempt,
    });
  }
  return [{ ...plain(error, origin), ...noteOn(context, error, origin) }];
}

function forbidden(error: ErrorObject, origin: SchemaOrigin): SchemaViolation {
  return {
    instancePointer: error.instancePath,
    schemaPointer: origin.pointer,
    keyword: origin.keyword ?? "false",
    message:
      origin.keyword === undefined
        ? "must not be there"
        : `must not be sent: it is ${origin.keyword}`,
    expected: "nothing here",
    actual: describeValue(error.data),
  };
}

/** The validator of API Gateway refuses a null that `nullable` allows everywhere else. */
function noteOn(
  { root, dialect }: ExplainContext,
  { data }: ErrorObject,
  { pointer }: SchemaOrigin,
): { readonly note?: string } {
  if (!dialect.startsWith("gateway") || data !== null) return {};
  const schema = valueAt(root, pointer);
  const isNullable =
    isObject(schema) && (schema["nullable"] === true || schema["x-nullable"] === true);
  return isNullable ? { note: "API Gateway ignores nullable" } : {};
}

function plain(error: ErrorObject, origin: SchemaOrigin): SchemaViolation {
  const params: Readonly<Record<string, unknown>> = error.params;
  const keyword = origin.names[error.keyword] ?? error.keyword;
  const { message, expected } = describeKeyword({
    keyword: error.keyword,
    schema: error.schema,
    params,
  });
  const extra = params["additionalProperty"] ?? params["unevaluatedProperty"];
  const data: unknown = error.data;
  const value = typeof extra === "string" ? memberOf(data, extra) : data;
  return {
    instancePointer:
      typeof extra === "string" ? joinPointer(error.instancePath, extra) : error.instancePath,
    schemaPointer: joinPointer(origin.pointer, keyword),
    keyword,
    message,
    expected,
    actual: error.keyword === "required" ? "(absent)" : describeActual(error.keyword, value),
  };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Bounds on size say the size, everything else shows the value. */
function describeActual(keyword: string, value: unknown): string {
  if (keyword === "minItems" || keyword === "maxItems") {
    return Array.isArray(value) ? `${value.length} items` : describeValue(value);
  }
  if (keyword === "maxLength" && typeof value === "string")
    return `${Array.from(value).length} characters`;
  return describeValue(value);
}
