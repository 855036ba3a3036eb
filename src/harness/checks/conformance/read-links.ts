import { isJsonValue, isObject, type JsonValue } from "../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import type { ApiDocument, Operation, ResponseObject } from "../../model/openapi/api-document.ts";

/** A link of a response to another operation. */
export interface OperationLink {
  readonly name: string;
  readonly pointer: JsonPointer;
  /** The operation linked to, `null` when the link names none that exists. */
  readonly operation: Operation | null;
  /** Parameter name → constant or runtime expression. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

function linkedOperation(
  document: ApiDocument,
  link: { readonly [key: string]: unknown },
): Operation | null {
  const { operationId, operationRef } = link;
  return (
    document.operations.find(
      (operation) =>
        (typeof operationId === "string" && operation.operationId === operationId) ||
        (typeof operationRef === "string" && operationRef === `#${operation.pointer}`),
    ) ?? null
  );
}

/** A parameter may be qualified by its place: `path.orderId` is `orderId`. */
function plainName(name: string): string {
  return name.replace(/^(?:path|query|header|cookie)\./, "");
}

function readParameters(value: unknown): Readonly<Record<string, JsonValue>> {
  if (!isObject(value)) return {};
  const entries = Object.entries(value).flatMap(([name, given]) =>
    isJsonValue(given) ? [[plainName(name), given] as const] : [],
  );
  return Object.fromEntries(entries);
}

/** The links a documented response offers (OpenAPI 3, "Link Object"), `$ref`s to components followed. */
export function readLinks(
  document: ApiDocument,
  response: ResponseObject,
): readonly OperationLink[] {
  const pointer = joinPointer(response.pointer, "links");
  const links = valueAt(document.root, pointer);
  if (!isObject(links)) return [];
  return Object.entries(links).flatMap(([name, value]) => {
    const reference = isObject(value) ? value["$ref"] : undefined;
    const link = typeof reference === "string" ? valueAt(document.root, reference) : value;
    if (!isObject(link)) return [];
    return [
      {
        name,
        pointer: joinPointer(pointer, name),
        operation: linkedOperation(document, link),
        parameters: readParameters(link["parameters"]),
      },
    ];
  });
}
