import { headerValue, mediaType, type HttpRequest } from "../../core/http-message.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import { describeValue } from "../schema/describe-value.ts";
import type { SchemaRegistry } from "../schema/schema-validator.ts";
import type {
  ApiDocument,
  MediaTypeObject,
  Operation,
  Parameter,
  RequestBody,
} from "./api-document.ts";
import { chooseMediaType } from "./choose-media-type.ts";
import { judgeBody } from "./judge-body.ts";
import type { JudgedViolation } from "./judged-violation.ts";
import { jsonAt } from "./read-members.ts";
import {
  explodedNames,
  queryPairs,
  readings,
  readParameterValue,
  type ParameterSource,
  type Reading,
} from "./read-parameter-value.ts";

/** Headers that OpenAPI does not let parameters describe. */
const reservedHeaders = new Set(["accept", "content-type", "authorization"]);

/**
 * Judges a request by what the document's author wrote, not by what API Gateway checks: parameters by
 * style and type, required parameters, body presence, content type, JSON, body schema (`readOnly`
 * properties refused). Empty when the request satisfies the operation.
 *
 * @param pathParameters raw values, as `matchOperation` gives them.
 */
export function judgeRequest(
  document: ApiDocument,
  registry: SchemaRegistry,
  operation: Operation,
  request: HttpRequest,
  pathParameters: Readonly<Record<string, string>>,
): readonly JudgedViolation[] {
  const source = { request, pathParameters };
  return [
    ...operation.parameters.flatMap((parameter) =>
      judgeParameter(document, registry, parameter, source),
    ),
    ...judgeRequestBody(document, registry, operation.requestBody, request),
  ];
}

function judgeParameter(
  document: ApiDocument,
  registry: SchemaRegistry,
  parameter: Parameter,
  source: ParameterSource,
): readonly JudgedViolation[] {
  if (parameter.in === "header" && reservedHeaders.has(parameter.name.toLowerCase())) return [];
  const part =
    parameter.in === "header"
      ? `header ${parameter.name}`
      : `${parameter.in} parameter ${parameter.name}`;
  const read = readParameterValue(document.root, parameter, source);
  if (read.kind === "absent") {
    if (!parameter.required) return [];
    const required = joinPointer(parameter.pointer, "required");
    const schemaPointer =
      jsonAt(document.root, required) === undefined ? parameter.pointer : required;
    const message = "is required";
    return [
      {
        part,
        instancePointer: "",
        schemaPointer,
        keyword: "required",
        message,
        expected: part,
        actual: "(absent)",
      },
    ];
  }
  if (read.kind === "unreadable") {
    const message = `is not JSON: ${read.fault}`;
    const actual = describeValue(read.text);
    return [
      {
        part,
        instancePointer: "",
        schemaPointer: parameter.pointer,
        keyword: "json",
        message,
        expected: "JSON",
        actual,
      },
    ];
  }
  if (parameter.schemaPointer === null) return [];
  const validator = registry.validatorAt(parameter.schemaPointer, document.dialect, "request");
  const violations = validator.validate(read.value);
  const isAccepted = (reading: Reading): boolean => {
    const other = readParameterValue(document.root, parameter, source, reading);
    return other.kind === "value" && validator.validate(other.value).length === 0;
  };
  return violations.length > 0 && readings.slice(1).some(isAccepted)
    ? []
    : violations.map((violation) => ({ part, ...violation }));
}

function judgeRequestBody(
  document: ApiDocument,
  registry: SchemaRegistry,
  expected: RequestBody | null,
  request: HttpRequest,
): readonly JudgedViolation[] {
  if (expected === null) return [];
  const { body } = request;
  if (body === null || body.length === 0) return expected.required ? [missingBody(expected)] : [];
  const [first] = expected.content;
  if (first === undefined) return [];
  const sent = headerValue(request.headers, "content-type");
  // A body without a content type is taken for JSON, as API Gateway does, else for the documented type.
  const media =
    sent === undefined
      ? (chooseMediaType(expected.content, "application/json") ?? first)
      : chooseMediaType(expected.content, sent);
  if (media === null) return [wrongContentType(expected, sent)];
  const contentType = sent ?? withoutWildcard(media);
  return judgeBody(document, registry, { body, media, contentType, direction: "request" });
}

function withoutWildcard({ mediaType: type }: MediaTypeObject): string {
  return type === "*/*" ? "application/json" : type;
}

function missingBody({ pointer }: RequestBody): JudgedViolation {
  return {
    part: "body",
    instancePointer: "",
    schemaPointer: joinPointer(pointer, "required"),
    keyword: "required",
    message: "is required",
    expected: "a body",
    actual: "(absent)",
  };
}

function wrongContentType(
  { pointer, content }: RequestBody,
  sent: string | undefined,
): JudgedViolation {
  const types = content.map((media) => media.mediaType).join(", ");
  return {
    part: "content type",
    instancePointer: "",
    schemaPointer: jointContent(pointer, content),
    keyword: "content",
    message: `must be ${content.length === 1 ? types : `one of ${types}`}`,
    expected: types,
    actual: mediaType(sent) ?? "(absent)",
  };
}

/** `…/content` in OpenAPI 3; Swagger 2.0 has the body parameter alone. */
function jointContent(pointer: string, content: readonly MediaTypeObject[]): string {
  return content.some((media) => media.pointer.startsWith(`${pointer}/content/`))
    ? joinPointer(pointer, "content")
    : pointer;
}

/**
 * Query parameters of a request that the operation does not document. OpenAPI does not forbid them,
 * so they are no violation; callers report them as `openapi/unknown-query-parameter`.
 */
export function findUnknownQueryParameters(
  document: ApiDocument,
  operation: Operation,
  request: HttpRequest,
): readonly JudgedViolation[] {
  const known = operation.parameters.filter(({ in: place }) => place === "query");
  const names = new Set(
    known.flatMap((parameter) => [parameter.name, ...explodedMembers(document, parameter)]),
  );
  const deep = known.filter(({ style }) => style === "deepObject").map(({ name }) => `${name}[`);
  const sent = new Map(queryPairs(request.query));
  return [...sent]
    .filter(([name]) => !names.has(name) && !deep.some((prefix) => name.startsWith(prefix)))
    .map(([name, value]) => ({
      part: `query parameter ${name}`,
      instancePointer: "",
      schemaPointer: operation.pointer,
      keyword: "parameters",
      message: "is not documented",
      expected:
        known.length === 0
          ? "no query parameters"
          : `one of ${known.map((one) => one.name).join(", ")}`,
      actual: describeValue(value),
    }));
}

function explodedMembers(document: ApiDocument, parameter: Parameter): readonly string[] {
  return parameter.style === "form" && parameter.explode
    ? [...explodedNames(document.root, parameter)]
    : [];
}
