import type { JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem, type RelatedLocation } from "../../core/problem.ts";
import type { SourceDocument, SyntaxIssue } from "../../core/source-document.ts";
import { nearestName } from "../../core/suggest-names.ts";
import { shortTagNames } from "./cloudformation-tags.ts";
import { isMap } from "./intrinsics/evaluation.ts";
import { unknownTransforms } from "./rules/checked-template.ts";
import type { TemplateScope } from "./template-scope.ts";
import type { TemplateSections } from "./template-sections.ts";

const codes = {
  syntax: "template/syntax-error",
  "not-json": "template/syntax-error",
  "byte-order-mark": "template/byte-order-mark",
  "duplicate-key": "template/duplicate-key",
  "unknown-tag": "template/unknown-tag",
} as const satisfies Record<SyntaxIssue["kind"], Problem["code"]>;

/** Defects of the text. */
export function syntaxProblems(source: SourceDocument): readonly Problem[] {
  return source.issues.map((issue) =>
    issue.kind === "unknown-tag"
      ? unknownTag(issue)
      : createProblem({
          code: codes[issue.kind],
          message: issue.message,
          location: issue.location,
        }),
  );
}

/** SAM reads every `!Name` as `Fn::Name`; whether there is such a function shows when it deploys. */
function unknownTag({ message, location }: SyntaxIssue): Problem {
  const tag = /!\S*/.exec(message)?.[0] ?? "!";
  const meant = nearestName(tag.slice(1), shortTagNames);
  return meant === null
    ? createProblem({
        code: "template/unknown-tag",
        message: `The short form ${tag} is no function of CloudFormation that is known here; its value is read as if the tag were not there.`,
        location,
      })
    : createProblem({
        code: "template/invalid-intrinsic",
        message: `${tag} is no function of CloudFormation.`,
        location,
        expected: `!${meant}`,
        actual: tag,
        hint: `Did you mean !${meant}?`,
      });
}

/** A template without resources, and resources that are no resources; loops may make what is not seen. */
export function checkResources(
  root: JsonValue,
  source: SourceDocument,
  hasLoops: boolean,
): readonly Problem[] {
  const resources = isMap(root) ? root["Resources"] : undefined;
  if (hasLoops && isMap(resources) && Object.keys(resources).length === 0) return [];
  if (!isMap(resources) || Object.keys(resources).length === 0) {
    return [
      createProblem({
        code: "template/no-resources",
        message: "The template has no Resources, so there is nothing to deploy or run.",
        location: source.locate("/Resources"),
      }),
    ];
  }
  return Object.entries(resources).flatMap(([logicalId, resource]) => {
    if (isMap(resource) && typeof resource["Type"] === "string") return [];
    const location = source.locate(joinPointer("/Resources", logicalId));
    if (logicalId.startsWith("Fn::")) {
      return [
        createProblem({
          code: "template/transform-not-applied",
          message: `${logicalId} adds resources that are not seen here.`,
          location,
        }),
      ];
    }
    return [
      createProblem({
        code: "template/resource-without-type",
        message: `The resource ${logicalId} has no Type.`,
        location,
      }),
    ];
  });
}

/** Macros that would change the template before it deploys. */
export function checkTransforms(
  sections: TemplateSections,
  source: SourceDocument,
): readonly Problem[] {
  return unknownTransforms(sections).map((name) =>
    createProblem({
      code: "template/transform-not-applied",
      message: `The transform ${name} runs in CloudFormation; the template is read as it stands, without it.`,
      location: source.locate("/Transform"),
    }),
  );
}

interface ConditionUse {
  readonly id: string;
  readonly pointer: JsonPointer;
}

/** Which resources and outputs stand under which condition. */
function conditionUses(root: JsonValue): ReadonlyMap<string, readonly ConditionUse[]> {
  const uses = new Map<string, ConditionUse[]>();
  for (const name of ["Resources", "Outputs"]) {
    const section = isMap(root) ? root[name] : undefined;
    for (const [id, entry] of Object.entries(isMap(section) ? section : {})) {
      const condition = isMap(entry) ? entry["Condition"] : undefined;
      if (typeof condition !== "string") continue;
      const use = { id, pointer: joinPointer("", name, id, "Condition") };
      const known = uses.get(condition);
      if (known === undefined) uses.set(condition, [use]);
      else known.push(use);
    }
  }
  return uses;
}

/**
 * Conditions of resources and outputs that cannot be decided: one problem for each condition. Those
 * that hang on a parameter without a value go to `needs`.
 */
export function checkConditions(
  scope: TemplateScope,
  sections: TemplateSections,
  source: SourceDocument,
  needs: RelatedLocation[],
): readonly Problem[] {
  return [...conditionUses(source.value)].flatMap(([condition, uses]) => {
    const [first, ...others] = uses;
    if (first === undefined) return [];
    const subject = others.length === 0 ? first.id : `${first.id} and ${others.length} more`;
    const location = source.locate(first.pointer);
    // One that is not defined is told of by its own rule.
    if (!Object.hasOwn(sections.conditions, condition)) return [];
    const result = scope.condition(condition);
    if (result.known) return [];
    const kept = `${subject} ${others.length === 0 ? "is" : "are"} kept`;
    if (result.missing !== undefined) {
      needs.push({ message: `${condition} hangs on ${result.missing}: ${kept}`, location });
      return [];
    }
    const message = `The condition ${condition} cannot be decided: ${result.reason}. ${kept}.`;
    return [createProblem({ code: "template/condition-unknown", message, location })];
  });
}
