import {
  headerValue,
  headerValues,
  isJsonMediaType,
  mediaType,
  type HttpResponse,
} from "../../core/http-message.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import { describeValue } from "../schema/describe-value.ts";
import type { SchemaRegistry } from "../schema/schema-validator.ts";
import type { ApiDocument, Operation, ResponseHeader, ResponseObject } from "./api-document.ts";
import { chooseMediaType } from "./choose-media-type.ts";
import { coerceText } from "./coerce-text.ts";
import { judgeBody } from "./judge-body.ts";
import type { JudgedViolation } from "./judged-violation.ts";
import { itemsPointer, schemaTypes } from "./schema-types.ts";

/** What a response is by the operation's `responses`. */
export interface ResponseJudgement {
  /** The response it falls under (`200`, `4XX`, `default`), `null` when its status is not documented. */
  readonly responseKey: string | null;
  /** Media type without parameters, `null` when the response names none. */
  readonly contentType: string | null;
  /** False when the operation documents no response at all, so that none can be right or wrong. */
  readonly described: boolean;
  readonly violations: readonly JudgedViolation[];
}

/** The documented response a status falls under: exact, then its class (`4XX`), then `default`. */
export function findResponse(operation: Operation, status: number): ResponseObject | null {
  const wanted = [String(status), `${Math.floor(status / 100)}XX`, "DEFAULT"];
  for (const key of wanted) {
    const found = operation.responses.find((response) => response.key.toUpperCase() === key);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Judges a response by what the document's author wrote: status, content type, body, required headers
 * and their schemas (`writeOnly` properties refused). Of an operation without responses nothing can be
 * violated: a document made of events describes none, and a written one is told of by its rule.
 */
export function judgeResponse(
  document: ApiDocument,
  registry: SchemaRegistry,
  operation: Operation,
  response: HttpResponse,
): ResponseJudgement {
  const contentType = mediaType(headerValue(response.headers, "content-type")) ?? null;
  if (operation.responses.length === 0)
    return { responseKey: null, contentType, described: false, violations: [] };
  const documented = findResponse(operation, response.status);
  if (documented === null) {
    return {
      responseKey: null,
      contentType,
      described: true,
      violations: [undocumentedStatus(operation, response)],
    };
  }
  return {
    responseKey: documented.key,
    contentType,
    described: true,
    violations: [
      ...documented.headers.flatMap((header) => judgeHeader(document, registry, header, response)),
      ...judgeContent(document, registry, { operation, documented, response }),
    ],
  };
}

function undocumentedStatus(operation: Operation, { status }: HttpResponse): JudgedViolation {
  const keys = operation.responses.map(({ key }) => key);
  return {
    part: "status",
    instancePointer: "",
    schemaPointer: joinPointer(operation.pointer, "responses"),
    keyword: "responses",
    message: `${status} is not documented`,
    expected: `one of ${keys.join(", ")}`,
    actual: String(status),
  };
}

function judgeHeader(
  document: ApiDocument,
  registry: SchemaRegistry,
  header: ResponseHeader,
  response: HttpResponse,
): readonly JudgedViolation[] {
  // OpenAPI: a response header named Content-Type is ignored.
  if (header.name.toLowerCase() === "content-type") return [];
  const part = `header ${header.name}`;
  const values = headerValues(response.headers, header.name);
  if (values.length === 0) {
    if (!header.required) return [];
    const schemaPointer = joinPointer(header.pointer, "required");
    return [
      {
        part,
        instancePointer: "",
        schemaPointer,
        keyword: "required",
        message: "is required",
        expected: part,
        actual: "(absent)",
      },
    ];
  }
  const { schemaPointer } = header;
  if (schemaPointer === null) return [];
  const isList = schemaTypes(document.root, schemaPointer).has("array");
  const texts = isList
    ? values.flatMap((value) => value.split(",")).map((text) => text.trim())
    : values.slice(-1);
  const items = isList ? itemsPointer(document.root, schemaPointer) : schemaPointer;
  const coerced = texts.map((text) => coerceText(document.root, items, text));
  return registry
    .validatorAt(schemaPointer, document.dialect, "response")
    .validate(isList ? coerced : coerced[0])
    .map((violation) => ({ part, ...violation }));
}

interface JudgedContent {
  readonly operation: Operation;
  readonly documented: ResponseObject;
  readonly response: HttpResponse;
}

function judgeContent(
  document: ApiDocument,
  registry: SchemaRegistry,
  { operation, documented, response }: JudgedContent,
): readonly JudgedViolation[] {
  if (operation.method === "HEAD" && !operation.anyMethod) return [];
  const { content } = documented;
  const { body, status } = response;
  const types = content.map((media) => media.mediaType).join(", ");
  if (content.length === 0) {
    // A response without `content` says nothing of its body; a 204 has none by HTTP itself.
    if (status !== 204 || body.length === 0) return [];
    const message = "must be empty: the status is 204";
    return [contentViolation(documented, "body", message, ["no body", `${body.length} bytes`])];
  }
  if (body.length === 0) {
    const mayBeEmpty =
      status === 304 || !content.every((media) => isJsonMediaType(media.mediaType));
    return mayBeEmpty
      ? []
      : [contentViolation(documented, "body", "must not be empty", [types, "(absent)"])];
  }
  const sent = headerValue(response.headers, "content-type");
  const media = chooseMediaType(content, sent);
  if (media !== null && sent !== undefined) {
    return judgeBody(document, registry, { body, media, contentType: sent, direction: "response" });
  }
  const message = `must be ${content.length === 1 ? types : `one of ${types}`}`;
  const actual = sent === undefined ? "(absent)" : describeValue(sent);
  return [contentViolation(documented, "content type", message, [types, actual])];
}

/** Points at `content`, or at the response where it has none (Swagger 2.0 never does). */
function contentViolation(
  { content, pointer }: ResponseObject,
  part: string,
  message: string,
  [expected, actual]: readonly [string, string],
): JudgedViolation {
  const hasContent = content.some((media) => media.pointer.startsWith(`${pointer}/content/`));
  const schemaPointer = hasContent ? joinPointer(pointer, "content") : pointer;
  return {
    part,
    instancePointer: "",
    schemaPointer,
    keyword: "content",
    message,
    expected,
    actual,
  };
}
