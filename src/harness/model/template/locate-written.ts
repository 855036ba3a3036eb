import { joinPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { globalsSectionOf } from "./globals.ts";

/** A property where it is written. */
export interface WrittenPlace {
  readonly pointer: JsonPointer;
  /** The resource's logical id, or the section of `Globals`: `Globals.Function`. */
  readonly owner: string;
}

interface Owner {
  readonly logicalId: string;
  readonly type: string;
  readonly pointer: JsonPointer;
}

/**
 * Where a property of a resource is written: at the resource, else in the Globals of its type, else
 * nowhere, and then where it would stand at the resource.
 *
 * @param path the property and, within it, members: `"Environment", "Variables"`
 */
export function placeOfProperty(
  source: SourceDocument,
  { logicalId, type, pointer }: Owner,
  ...path: readonly string[]
): WrittenPlace {
  const own = { pointer: joinPointer(pointer, "Properties", ...path), owner: logicalId };
  const section = globalsSectionOf(type);
  if (section === null || valueAt(source.value, own.pointer) !== undefined) return own;
  const shared = joinPointer("/Globals", section, ...path);
  return valueAt(source.value, shared) === undefined
    ? own
    : { pointer: shared, owner: `Globals.${section}` };
}
