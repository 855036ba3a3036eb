import type { JsonValue } from "../../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { SourceDocument } from "../../../core/source-document.ts";

/** A part of a composed document, and where it was written. */
export interface Mount {
  /** Where the part stands in the composed document. */
  readonly at: JsonPointer;
  readonly source: SourceDocument;
  /** Where it stands in its own source. */
  readonly pointer: JsonPointer;
  /** True when everything below stands at that one place, because it was made up from it. */
  readonly whole: boolean;
}

/** What a composed document is made of. */
export interface Composition {
  /** The file problems name when no part says better. */
  readonly base: SourceDocument;
  readonly value: JsonValue;
  /** The mount of a part wins over those around it, a later one over an earlier one. */
  readonly mounts: readonly Mount[];
}

/**
 * A document that is written nowhere as a whole: put together from a template, included files and
 * what was made up from events and methods. A pointer of the composed value leads to the place its
 * part was written at. Defects of the text are those of the files taken in; the template's own are
 * told with the template.
 */
export function composeSource({ base, value, mounts }: Composition): SourceDocument {
  const byPlace = new Map(mounts.map((mount) => [mount.at, mount]));
  const others = new Set(mounts.map(({ source }) => source));
  others.delete(base);
  return {
    file: base.file,
    text: JSON.stringify(value),
    value,
    issues: [...others].flatMap(({ issues }) => issues),
    missingFiles: new Set([base, ...others].flatMap((each) => [...(each.missingFiles ?? [])])),
    locate: (pointer, part) => {
      const tokens = splitPointer(pointer);
      const lengths = tokens.map((_, index) => tokens.length - index);
      const at = [...lengths, 0]
        .map((length) => joinPointer("", ...tokens.slice(0, length)))
        .find((each) => byPlace.has(each));
      const mount = at === undefined ? undefined : byPlace.get(at);
      if (mount === undefined) return { ...base.locate("", part), pointer };
      const inside = mount.whole ? [] : tokens.slice(splitPointer(mount.at).length);
      const place = mount.source.locate(joinPointer(mount.pointer, ...inside), part);
      // As of any document inside a template, the pointer is that of the definition alone.
      return mount.source === base && !mount.whole ? { ...place, pointer } : place;
    },
  };
}
