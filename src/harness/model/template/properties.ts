import type { JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { usedGlobals } from "./globals.ts";
import { isMap } from "./intrinsics/evaluation.ts";
import { knownProperties } from "./known-properties.ts";
import { unknownTransforms } from "./rules/checked-template.ts";
import type { TemplateSections } from "./template-sections.ts";
import { namesWithin } from "../../core/suggest-names.ts";

/** How many letters may differ between a misspelt property and the one that was meant: two, of a short name one. */
function nearness(name: string): number {
  return name.length < 6 ? 1 : 2;
}

/** No property of SAM begins with a small letter, nor with anything but a letter. */
function isLowerCase(name: string): boolean {
  return /^[a-z]\w*$/.test(name);
}

/** Properties as written, in a resource or in Globals. */
interface WrittenProperties {
  readonly owner: string;
  readonly type: string;
  readonly value: JsonValue | undefined;
  readonly pointer: JsonPointer;
}

/**
 * Properties of functions and APIs that SAM does not know and that are nearly one it knows: SAM
 * refuses the template. A name unlike any other may be newer than the list here, and is let be unless
 * it begins with a small letter, as no property does.
 */
export function checkProperties(
  root: JsonValue,
  sections: TemplateSections,
  source: SourceDocument,
): readonly Problem[] {
  // A macro may take a property of its own.
  const isAll = unknownTransforms(sections).length === 0;
  const written: readonly WrittenProperties[] = [
    ...usedGlobals(root, sections.resources).map((used) => ({
      ...used,
      owner: used.pointer.slice(1).replace("/", "."),
    })),
    ...propertiesOfResources(root),
  ];
  return written.flatMap((each) => misspelt(each, source, isAll));
}

function propertiesOfResources(root: JsonValue): readonly WrittenProperties[] {
  const resources = isMap(root) ? root["Resources"] : undefined;
  return Object.entries(isMap(resources) ? resources : {}).flatMap(([logicalId, resource]) => {
    const type = isMap(resource) ? resource["Type"] : undefined;
    if (!isMap(resource) || typeof type !== "string") return [];
    const pointer = joinPointer("/Resources", logicalId, "Properties");
    return [{ owner: logicalId, type: type.trim(), value: resource["Properties"], pointer }];
  });
}

function misspelt(
  { owner, type, value, pointer }: WrittenProperties,
  source: SourceDocument,
  isAll: boolean,
): readonly Problem[] {
  const known = knownProperties.get(type);
  if (known === undefined || !isMap(value)) return [];
  const misplaced = (name: string): Problem =>
    createProblem({
      code: "template/unknown-property",
      message: `${owner} has a property ${name}, which ${type} does not have: properties begin with a capital letter.`,
      location: source.locate(joinPointer(pointer, name), "key"),
      actual: name,
      hint: `Move ${name} into the map it belongs to (Variables, Tags, …), or remove it.`,
    });
  return Object.keys(value).flatMap((name): readonly Problem[] => {
    if (known.includes(name)) return [];
    const nearest = namesWithin(nearness(name), name, known);
    if (nearest.length === 0) return isAll && isLowerCase(name) ? [misplaced(name)] : [];
    return [
      createProblem({
        code: "template/unknown-property",
        message: `${owner} has a property ${name}, which ${type} does not have.`,
        location: source.locate(joinPointer(pointer, name), "key"),
        expected: nearest.join(" or "),
        actual: name,
        hint: `Did you mean ${nearest.join(" or ")}?`,
      }),
    ];
  });
}
