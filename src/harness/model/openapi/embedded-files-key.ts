import { joinPointer, splitPointer, type JsonPointer } from "../../core/json-pointer.ts";

/** The member of the root under which other files stand once their references are resolved. */
export const embeddedFilesKey = "x-lockstep-files";

/**
 * A reference or a pointer as people know it: one into a file that was taken in names that file.
 *
 * @example readablePlace("#/x-lockstep-files/shared~1a.yaml/Order") // "shared/a.yaml#/Order"
 */
export function readablePlace(place: string): string {
  const pointer = place.startsWith("#") ? place.slice(1) : place;
  if (!pointer.startsWith(`/${embeddedFilesKey}/`)) return place;
  const [, file = "", ...rest] = splitPointer(place);
  const [name] = rest;
  if (rest.length === 1 && name?.startsWith("#") === true) return `${file}${name}`;
  const inside: JsonPointer = joinPointer("", ...rest);
  return inside === "" ? file : `${file}#${inside}`;
}
