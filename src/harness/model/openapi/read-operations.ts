import type { JsonObject } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type { HttpMethod, Operation } from "./api-document.ts";
import { readRequestBody, readResponses } from "./read-bodies.ts";
import { readIntegration, readRequestValidator, readSecurity } from "./read-gateway-extensions.ts";
import { placedAt, placedMembers, type Placed } from "./read-members.ts";
import { readParameters } from "./read-parameters.ts";

const methods: Readonly<Record<string, HttpMethod>> = {
  get: "GET",
  put: "PUT",
  post: "POST",
  delete: "DELETE",
  options: "OPTIONS",
  head: "HEAD",
  patch: "PATCH",
  trace: "TRACE",
};
const anyMethodKey = "x-amazon-apigateway-any-method";

/** Every operation of a document, in the document's order. */
export function readOperations(root: JsonObject): readonly Operation[] {
  return placedMembers(root, { pointer: "", value: root }, "paths")
    .filter(({ name }) => !name.startsWith("x-") && !name.startsWith("Fn::"))
    .flatMap((pathItem) =>
      Object.keys(pathItem.value).flatMap((key) => {
        const anyMethod = key === anyMethodKey;
        const method = anyMethod ? "GET" : Object.hasOwn(methods, key) ? methods[key] : undefined;
        const placed =
          method === undefined ? null : placedAt(root, joinPointer(pathItem.pointer, key));
        return method === undefined || placed === null
          ? []
          : [readOperation(root, pathItem, { placed, method, anyMethod })];
      }),
    );
}

interface FoundOperation {
  readonly placed: Placed;
  readonly method: HttpMethod;
  readonly anyMethod: boolean;
}

function readOperation(
  root: JsonObject,
  pathItem: Placed & { readonly name: string },
  { placed, method, anyMethod }: FoundOperation,
): Operation {
  const { operationId } = placed.value;
  return {
    key: `${anyMethod ? "ANY" : method} ${pathItem.name}`,
    operationId: typeof operationId === "string" ? operationId : null,
    method,
    anyMethod,
    path: pathItem.name,
    pointer: placed.pointer,
    parameters: readParameters(root, pathItem, placed),
    requestBody: readRequestBody(root, pathItem, placed),
    responses: readResponses(root, placed),
    integration: readIntegration(root, placed),
    requestValidator: readRequestValidator(root, placed),
    security: readSecurity(root, placed),
    deprecated: placed.value["deprecated"] === true,
  };
}
