import type { JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem } from "../../../core/problem.ts";
import { isList, isMap } from "../intrinsics/evaluation.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import type { CheckedTemplate, TemplateRule } from "./checked-template.ts";

interface ConditionUse {
  readonly condition: string;
  readonly owner: string;
  readonly pointer: JsonPointer;
}

/** Names of conditions that `Conditions` does not define; CloudFormation refuses the template. */
export const unknownCondition: TemplateRule = (template) => {
  const { sections, source, isWhole } = template;
  if (!isWhole) return [];
  const unknown = [
    ...ofEntries(template),
    ...ofFunctions(template),
    ...ofConditions(template),
  ].filter(({ condition }) => !Object.hasOwn(sections.conditions, condition));
  return [...Map.groupBy(unknown, ({ condition }) => condition)].flatMap(([condition, uses]) => {
    const [first, ...others] = uses;
    if (first === undefined) return [];
    const nearest = suggestNames(condition, Object.keys(sections.conditions));
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    return [
      createProblem({
        code: "template/unknown-condition",
        message: `${first.owner}${more} names the condition ${condition}, which is not defined.`,
        location: source.locate(first.pointer),
        ...(nearest.length === 0 ? {} : { hint: `Did you mean ${nearest.join(" or ")}?` }),
      }),
    ];
  });
};

/** `Condition` of resources and outputs. */
function ofEntries({ root }: CheckedTemplate): readonly ConditionUse[] {
  return ["Resources", "Outputs"].flatMap((name) => {
    const section = isMap(root) ? root[name] : undefined;
    return Object.entries(isMap(section) ? section : {}).flatMap(([owner, entry]) => {
      const condition = isMap(entry) ? entry["Condition"] : undefined;
      if (typeof condition !== "string") return [];
      return [{ condition, owner, pointer: joinPointer("", name, owner, "Condition") }];
    });
  });
}

/** The first item of `Fn::If`. */
function ofFunctions({ uses }: CheckedTemplate): readonly ConditionUse[] {
  return uses.flatMap(({ name, argument, owner, pointer }) => {
    const condition = name === "Fn::If" && isList(argument) ? argument[0] : undefined;
    if (typeof condition !== "string") return [];
    return [{ condition, owner: owner ?? "Globals", pointer: pointer() }];
  });
}

/** `Condition` inside the conditions themselves. */
function ofConditions({ sections }: CheckedTemplate): readonly ConditionUse[] {
  const found: ConditionUse[] = [];
  const visit = (value: JsonValue, owner: string, pointer: JsonPointer): void => {
    if (isList(value)) {
      value.forEach((item, index) => {
        visit(item, owner, joinPointer(pointer, index));
      });
    } else if (isMap(value)) {
      for (const [key, member] of Object.entries(value)) {
        const place = joinPointer(pointer, key);
        if (key === "Condition" && typeof member === "string")
          found.push({ condition: member, owner, pointer: place });
        else visit(member, owner, place);
      }
    }
  };
  for (const [owner, value] of Object.entries(sections.conditions))
    visit(value, owner, joinPointer("/Conditions", owner));
  return found;
}
