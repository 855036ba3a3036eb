import { createProblem, type Problem } from "../../../core/problem.ts";
import { isList, isMap } from "../intrinsics/evaluation.ts";
import type { IntrinsicUse } from "../intrinsic-uses.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import type { TemplateSections } from "../template-sections.ts";
import type { TemplateRule } from "./checked-template.ts";

/**
 * `Fn::FindInMap` of a mapping, or with written keys of an entry, that `Mappings` does not have.
 * Keys that are worked out are let be: they are right for the values that are deployed.
 */
export const unknownMapping: TemplateRule = ({ uses, sections, source }) =>
  uses.flatMap((use): readonly Problem[] => {
    const missing = use.name === "Fn::FindInMap" ? missingName(use, sections) : null;
    if (missing === null) return [];
    const nearest = suggestNames(missing.name, missing.among);
    return [
      createProblem({
        code: "template/unknown-mapping",
        message: `${use.owner ?? "Globals"} looks up ${missing.path}, which Mappings does not have.`,
        location: source.locate(use.pointer()),
        hint:
          nearest.length === 0
            ? `Add ${missing.path} to Mappings, or correct the name.`
            : `Did you mean ${nearest.join(" or ")}?`,
      }),
    ];
  });

interface MissingName {
  readonly name: string;
  readonly path: string;
  readonly among: readonly string[];
}

function missingName({ argument }: IntrinsicUse, sections: TemplateSections): MissingName | null {
  const [map, first, second, options] = isList(argument) ? argument : [];
  if (options !== undefined) return null;
  const path: string[] = [];
  let current: TemplateSections["mappings"][string] = sections.mappings;
  for (const key of [map, first, second]) {
    if (typeof key !== "string" || !isMap(current)) return null;
    // What is included is not seen.
    if (Object.hasOwn(current, "Fn::Transform")) return null;
    path.push(key);
    const next: TemplateSections["mappings"][string] | undefined = Object.hasOwn(current, key)
      ? current[key]
      : undefined;
    if (next === undefined) return { name: key, path: path.join("."), among: Object.keys(current) };
    current = next;
  }
  return null;
}
