import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import type { ApiDocument } from "../openapi/api-document.ts";
import { isJsonMap } from "../openapi/read-members.ts";
import { extensionPrefix, extensions, type ExtensionPlace } from "./extensions.ts";
import { nearestName } from "../../core/suggest-names.ts";

/** A member whose name begins like an extension of API Gateway, or nearly so. */
export interface FoundExtension {
  readonly name: string;
  readonly place: ExtensionPlace;
  readonly pointer: JsonPointer;
}

const methodKeys = new Set([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "x-amazon-apigateway-any-method",
]);

/** `x-amazon-apigateway-…`, or a name so near to one that it was meant to be it. */
function isExtension(name: string): boolean {
  if (name.startsWith(extensionPrefix)) return true;
  return /^x-am/i.test(name) && nearestName(name, [...extensions.keys()]) !== null;
}

/** The extensions that stand where one may stand: not those inside schemas, examples and the like. */
export function listExtensions({ root }: ApiDocument): readonly FoundExtension[] {
  const found: FoundExtension[] = [];
  const collect = (place: ExtensionPlace, pointer: JsonPointer, value: JsonValue | undefined) => {
    if (!isJsonMap(value)) return;
    for (const name of Object.keys(value)) {
      if (isExtension(name)) found.push({ name, place, pointer: joinPointer(pointer, name) });
    }
  };
  collect("root", "", root);
  for (const [pointer, item] of members(root["paths"], "/paths")) {
    if (!isJsonMap(item)) continue;
    collect("path item", pointer, item);
    for (const [inner, operation] of members(item, pointer)) {
      if (methodKeys.has(inner.slice(pointer.length + 1))) collect("operation", inner, operation);
    }
  }
  const components = root["components"];
  collect("components", "/components", components);
  const schemes = isJsonMap(components) ? components["securitySchemes"] : undefined;
  const homes = [
    ...members(schemes, "/components/securitySchemes"),
    ...members(root["securityDefinitions"], "/securityDefinitions"),
  ];
  for (const [pointer, scheme] of homes) collect("security scheme", pointer, scheme);
  for (const [pointer, server] of items(root["servers"], "/servers"))
    collect("server", pointer, server);
  for (const [pointer, tag] of items(root["tags"], "/tags")) collect("tag", pointer, tag);
  return found;
}

function members(
  value: JsonValue | undefined,
  pointer: JsonPointer,
): readonly (readonly [JsonPointer, JsonValue])[] {
  const map: JsonObject = isJsonMap(value) ? value : {};
  return Object.entries(map).map(([name, member]) => [joinPointer(pointer, name), member]);
}

function items(
  value: JsonValue | undefined,
  pointer: JsonPointer,
): readonly (readonly [JsonPointer, JsonValue])[] {
  if (!Array.isArray(value)) return [];
  return value.map((item: JsonValue, index) => [joinPointer(pointer, index), item]);
}
