import type { JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { suggestNames } from "./suggest-names.ts";
import { asIntrinsic } from "./intrinsics/evaluate.ts";
import { isList, isMap } from "./intrinsics/evaluation.ts";
import { placeholdersOf, readSub } from "./intrinsics/sub.ts";
import { isSamGenerated } from "./resources/sam-generated.ts";
import { usedGlobals } from "./globals.ts";
import type { TemplateSections } from "./template-sections.ts";

interface Reference {
  readonly name: string;
  /** What was written: `Ref`, `Fn::GetAtt`, `Fn::Sub`. */
  readonly by: string;
  readonly pointer: JsonPointer;
}

/**
 * Finds references to names the template does not define, in resources, outputs and the Globals
 * some resource takes, whether their condition holds or not: CloudFormation refuses such a template
 * before it looks at conditions.
 */
export function checkReferences(
  root: JsonValue,
  sections: TemplateSections,
  source: SourceDocument,
): readonly Problem[] {
  const defined = new Set([...Object.keys(sections.parameters), ...sections.resources.keys()]);
  const references: Reference[] = [];
  for (const name of ["Resources", "Outputs"]) {
    const section = isMap(root) ? root[name] : undefined;
    if (section !== undefined) collect(section, joinPointer("", name), references);
  }
  for (const { value, pointer } of usedGlobals(root, sections.resources))
    collect(value, pointer, references);
  return references
    .filter(({ name }) => !isDefined(name, defined, sections))
    .map(({ name, by, pointer }) => {
      const base = baseName(name);
      const nearest = suggestNames(base, [...defined]);
      return createProblem({
        code: "template/unknown-reference",
        message: `${by} names ${base}, which is neither a parameter nor a resource of the template.`,
        location: source.locate(pointer),
        hint:
          nearest.length === 0
            ? `Add ${base} to Parameters or Resources, or remove the reference.`
            : `Did you mean ${nearest.join(" or ")}?`,
      });
    });
}

function baseName(name: string): string {
  return name.startsWith("AWS::") ? name : (name.split(".")[0] ?? name);
}

function isDefined(
  name: string,
  defined: ReadonlySet<string>,
  sections: TemplateSections,
): boolean {
  if (name.startsWith("AWS::")) return true;
  const base = baseName(name);
  return defined.has(base) || isSamGenerated(base, sections.resources);
}

function collect(value: JsonValue, pointer: JsonPointer, into: Reference[]): void {
  if (isList(value)) {
    value.forEach((item, index) => {
      collect(item, joinPointer(pointer, index), into);
    });
    return;
  }
  if (!isMap(value)) return;
  const call = asIntrinsic(value);
  if (call !== null) {
    for (const name of namesIn(call.name, call.argument))
      into.push({ name, by: call.name, pointer: joinPointer(pointer, call.name) });
  }
  for (const [key, member] of Object.entries(value)) {
    // The body of a loop speaks of names that the loop makes.
    if (!key.startsWith("Fn::ForEach")) collect(member, joinPointer(pointer, key), into);
  }
}

function namesIn(name: string, argument: JsonValue): readonly string[] {
  if (name === "Ref") return typeof argument === "string" ? [argument] : [];
  if (name === "Fn::GetAtt") {
    const first = isList(argument) ? argument[0] : argument;
    return typeof first === "string" ? [first] : [];
  }
  const parts = name === "Fn::Sub" ? readSub(argument) : null;
  if (parts === null) return [];
  return placeholdersOf(parts.text)
    .filter(
      (placeholder) => !placeholder.literal && !Object.hasOwn(parts.variables, placeholder.name),
    )
    .map((placeholder) => placeholder.name);
}
