import type { JsonObject } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type { HttpMethod, Operation } from "./api-document.ts";
import { readRequestBody, readResponses } from "./read-bodies.ts";
import { readIntegration, readRequestValidator, readSecurity } from "./read-gateway-extensions.ts";
import { placedAt, placedMembers, type Placed } from "./read-members.ts";
import { readParameters } from "./read-parameters.ts";

const methods: readonly HttpMethod[] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];
const anyMethodKey = "x-amazon-apigateway-any-method";

/** Every operation of a document, in the document's order of paths. */
export function readOperations(root: JsonObject): readonly Operation[] {
  return placedMembers(root, { pointer: "", value: root }, "paths")
    .filter(({ name }) => !name.startsWith("x-") && !name.startsWith("Fn::"))
    .flatMap((pathItem) => {
      const found = methods.flatMap((method) => {
        const operation = placedAt(root, joinPointer(pathItem.pointer, method.toLowerCase()));
        return operation === null ? [] : [readOperation(root, pathItem, { placed: operation, method, anyMethod: false })];
      });
      const any = placedAt(root, joinPointer(pathItem.pointer, anyMethodKey));
      return any === null ? found : [...found, readOperation(root, pathItem, { placed: any, method: "GET", anyMethod: true })];
    });
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
