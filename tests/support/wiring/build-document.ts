import {
  isObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "../../../src/harness/core/json.ts";
import { joinPointer } from "../../../src/harness/core/json-pointer.ts";
import { parseSourceDocument } from "../../../src/harness/core/source-document.ts";
import type {
  ApiDocument,
  HttpMethod,
  IntegrationObject,
  Operation,
} from "../../../src/harness/model/openapi/api-document.ts";

const methods: readonly HttpMethod[] = [
  "GET",
  "PUT",
  "POST",
  "DELETE",
  "OPTIONS",
  "HEAD",
  "PATCH",
  "TRACE",
];

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function readIntegration(member: JsonObject, pointer: string): IntegrationObject | null {
  const raw = member["x-amazon-apigateway-integration"];
  if (!isJsonObject(raw)) return null;
  const type = typeof raw["type"] === "string" ? raw["type"].toLowerCase() : "";
  const uri: JsonValue = raw["uri"] ?? null;
  return { pointer: joinPointer(pointer, "x-amazon-apigateway-integration"), type, uri, raw };
}

function readOperation(path: string, key: string, member: JsonObject): Operation | null {
  const anyMethod = key === "x-amazon-apigateway-any-method";
  const method = anyMethod ? "GET" : methods.find((each) => each === key.toUpperCase());
  if (method === undefined) return null;
  const pointer = joinPointer("/paths", path, key);
  return {
    key: `${anyMethod ? "ANY" : method} ${path}`,
    operationId: typeof member["operationId"] === "string" ? member["operationId"] : null,
    method,
    anyMethod,
    path,
    pointer,
    parameters: [],
    requestBody: null,
    responses: [],
    integration: readIntegration(member, pointer),
    requestValidator: null,
    security: [],
    deprecated: false,
  };
}

/**
 * A document as far as wiring looks at it: operations with their integrations and places. `root`
 * stands in for the text when the document is the inline body of a template.
 */
export function buildDocument(text: string, file = "openapi.yaml", body?: JsonObject): ApiDocument {
  const source = parseSourceDocument({ file, text });
  const root = body ?? objectOf(source.value);
  const paths = Object.entries(objectOf(root["paths"]));
  const operations = paths.flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([key, member]) => {
      const operation = readOperation(path, key, objectOf(member));
      return operation === null ? [] : [operation];
    }),
  );
  return {
    written: "file",
    file,
    source,
    root,
    version: "3.0",
    dialect: "openapi-3.0",
    title: "",
    digest: "",
    operations,
    gatewayResponses: [],
    binaryMediaTypes: [],
    problems: [],
  };
}
