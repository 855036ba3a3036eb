import { createHash } from "node:crypto";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/harness/core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../../src/harness/core/json-pointer.ts";
import { parseSourceDocument } from "../../../src/harness/core/source-document.ts";
import type { ApiDocument, HttpMethod, MediaTypeObject, Operation, ResponseObject } from "../../../src/harness/model/openapi/api-document.ts";

const methods: readonly HttpMethod[] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"];
const anyMethod = "x-amazon-apigateway-any-method";

function objectAt(root: JsonValue, pointer: JsonPointer): JsonObject {
  const value = valueAt(root, pointer);
  return isJsonObject(value) ? value : {};
}

function readContent(root: JsonObject, pointer: JsonPointer): readonly MediaTypeObject[] {
  return Object.keys(objectAt(root, pointer)).map((mediaType) => {
    const at = joinPointer(pointer, mediaType);
    const hasSchema = objectAt(root, at)["schema"] !== undefined;
    return { mediaType, pointer: at, schemaPointer: hasSchema ? joinPointer(at, "schema") : null, examples: [] };
  });
}

function readResponses(root: JsonObject, pointer: JsonPointer): readonly ResponseObject[] {
  return Object.keys(objectAt(root, pointer)).map((key) => {
    const at = joinPointer(pointer, key);
    return { key, pointer: at, content: readContent(root, joinPointer(at, "content")), headers: [] };
  });
}

function readOperation(root: JsonObject, path: string, member: string, method: HttpMethod): Operation {
  const pointer = joinPointer("", "paths", path, member);
  const { operationId } = objectAt(root, pointer);
  return {
    key: `${method} ${path}`,
    operationId: typeof operationId === "string" ? operationId : null,
    method,
    anyMethod: member === anyMethod,
    path,
    pointer,
    parameters: [],
    requestBody: null,
    responses: readResponses(root, joinPointer(pointer, "responses")),
    integration: null,
    requestValidator: null,
    security: [],
    deprecated: false,
  };
}

/** An OpenAPI text as a document, with what contracts look at: operations, responses, places. */
export function readDocument(text: string, file = "openapi.yaml"): ApiDocument {
  const source = parseSourceDocument({ file, text });
  const root: JsonObject = isJsonObject(source.value) ? source.value : {};
  const operations = Object.entries(objectAt(root, "/paths")).flatMap(([path, item]) =>
    Object.keys(isJsonObject(item) ? item : {}).flatMap((member) => {
      const method = member === anyMethod ? "GET" : methods.find((name) => name === member.toUpperCase());
      return method === undefined ? [] : [readOperation(root, path, member, method)];
    }),
  );
  return {
    file,
    source,
    root,
    version: "3.0",
    dialect: "openapi-3.0",
    title: "",
    digest: createHash("sha256").update(text).digest("hex"),
    operations,
    gatewayResponses: [],
    binaryMediaTypes: [],
    problems: [],
  };
}
