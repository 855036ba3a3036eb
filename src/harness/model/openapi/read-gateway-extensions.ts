import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type {
  GatewayResponseObject,
  IntegrationObject,
  RequestValidatorChoice,
} from "./api-document.ts";
import { isJsonMap, placedAt, placedMembers, type Placed } from "./read-members.ts";

/** The integration of an operation, also behind a `$ref` to `components.x-amazon-apigateway-integrations`. */
export function readIntegration(root: JsonObject, operation: Placed): IntegrationObject | null {
  const placed = placedAt(root, joinPointer(operation.pointer, "x-amazon-apigateway-integration"));
  if (placed === null) return null;
  const { pointer, value } = placed;
  const type = typeof value["type"] === "string" ? value["type"].toLowerCase() : "";
  return { pointer, type, uri: value["uri"] ?? null, raw: value };
}

/** The validator of an operation: its own, else the document's default. */
export function readRequestValidator(
  root: JsonObject,
  operation: Placed,
): RequestValidatorChoice | null {
  const key = "x-amazon-apigateway-request-validator";
  const name = operation.value[key] ?? root[key];
  if (typeof name !== "string") return null;
  const defined = root["x-amazon-apigateway-request-validators"];
  const validator = isJsonMap(defined) && Object.hasOwn(defined, name) ? defined[name] : undefined;
  const settings = isJsonMap(validator) ? validator : {};
  return {
    name,
    defined: isJsonMap(validator),
    validateBody: isTrue(settings["validateRequestBody"]),
    validateParameters: isTrue(settings["validateRequestParameters"]),
  };
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === "true";
}

/** Names of the schemes each security alternative asks for; the root's alternatives unless the operation has its own. */
export function readSecurity(root: JsonObject, operation: Placed): readonly (readonly string[])[] {
  const requirements = operation.value["security"] ?? root["security"];
  if (!Array.isArray(requirements)) return [];
  return requirements.flatMap((requirement: JsonValue) => {
    if (!isJsonMap(requirement)) return [];
    const names = Object.keys(requirement).filter(
      (name) => name !== "Ref" && !name.startsWith("Fn::"),
    );
    return names.length > 0 || Object.keys(requirement).length === 0 ? [names] : [];
  });
}

/** `x-amazon-apigateway-gateway-responses` of the document. */
export function readGatewayResponses(root: JsonObject): readonly GatewayResponseObject[] {
  const owner: Placed = { pointer: "", value: root };
  return placedMembers(root, owner, "x-amazon-apigateway-gateway-responses").map(
    ({ name, pointer, value }) => {
      const status = Number(value["statusCode"] ?? Number.NaN);
      return {
        type: name,
        pointer,
        statusCode: Number.isInteger(status) ? status : null,
        responseTemplates: textsOf(value["responseTemplates"]),
        responseParameters: textsOf(value["responseParameters"]),
      };
    },
  );
}

function textsOf(value: JsonValue | undefined): Readonly<Record<string, string>> {
  if (!isJsonMap(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
