import { isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { Problem } from "../../../core/problem.ts";
import type { TemplateModel } from "../../template/template-model.ts";
import type { Mount } from "./compose-source.ts";

/** A document made up from other resources, and where each operation came from. */
export interface GeneratedBody {
  readonly value: JsonObject;
  readonly mounts: readonly Mount[];
  /** What kept a route from being made. */
  readonly problems: readonly Problem[];
}

/** An operation to be written into a generated document. */
export interface GeneratedOperation {
  readonly path: string;
  /** Key of the path item: `get`, `x-amazon-apigateway-any-method`. */
  readonly member: string;
  readonly value: JsonObject;
  /** Where in the template it was made from. */
  readonly pointer: JsonPointer;
}

/** The key an upper-case method has in a path item; any method has an extension of its own. */
export function memberOf(method: string, anyMethod: boolean): string {
  return anyMethod ? "x-amazon-apigateway-any-method" : method.toLowerCase();
}

/** Puts operations together into a document; of two on one route the first counts. */
export function bodyOf(
  template: TemplateModel,
  head: JsonObject,
  operations: readonly GeneratedOperation[],
  problems: readonly Problem[] = [],
): GeneratedBody {
  const paths = new Map<string, Map<string, JsonValue>>();
  const mounts: Mount[] = [];
  for (const { path, member, value, pointer } of operations) {
    const item = paths.get(path) ?? new Map<string, JsonValue>();
    paths.set(path, item);
    if (item.has(member)) continue;
    item.set(member, value);
    const at = joinPointer("/paths", path, member);
    mounts.push({ at, source: template.source, pointer, whole: true });
  }
  const value = {
    ...head,
    paths: Object.fromEntries(
      [...paths].map(([path, item]): [string, JsonValue] => [path, Object.fromEntries(item)]),
    ),
  };
  return { value, mounts, problems };
}

/** A map, empty when the value is none. */
export function mapOf(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isObject(value) ? value : {};
}

/** The entries whose value is there. */
export function present(entries: { readonly [key: string]: JsonValue | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]): [string, JsonValue][] =>
      value === undefined ? [] : [[key, value]],
    ),
  );
}
