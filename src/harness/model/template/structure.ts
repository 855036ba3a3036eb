import type { JsonValue } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import type { SourceDocument, SyntaxIssue } from "../../core/source-document.ts";
import { isMap } from "./intrinsics/evaluation.ts";
import type { TemplateScope } from "./template-scope.ts";
import type { TemplateSections } from "./template-sections.ts";

const codes = {
  syntax: "template/syntax-error",
  "not-json": "template/syntax-error",
  "byte-order-mark": "template/byte-order-mark",
  "duplicate-key": "template/duplicate-key",
  "unknown-tag": "template/syntax-error",
} as const satisfies Record<SyntaxIssue["kind"], Problem["code"]>;

/** Defects of the text. */
export function syntaxProblems(source: SourceDocument): readonly Problem[] {
  return source.issues.map((issue) =>
    createProblem({
      code: codes[issue.kind],
      message: issue.message,
      location: issue.location,
    }),
  );
}

/** A template without resources, and resources that are no resources. */
export function checkResources(root: JsonValue, source: SourceDocument): readonly Problem[] {
  const resources = isMap(root) ? root["Resources"] : undefined;
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
    if (isMap(resource) && typeof resource["Type"] === "string") return [];
    return [
      createProblem({
        code: "template/resource-without-type",
        message: `The resource ${logicalId} has no Type.`,
        location,
      }),
    ];
  });
}

/** Transforms whose work Lockstep does itself, or that change no resource. */
const understood = new Set([
  "AWS::Serverless-2016-10-31",
  "AWS::LanguageExtensions",
  "AWS::SecretsManager-2020-07-23",
  "AWS::SecretsManager-2024-09-16",
]);

/** Macros that would change the template before it deploys. */
export function checkTransforms(
  sections: TemplateSections,
  source: SourceDocument,
): readonly Problem[] {
  return sections.transforms.flatMap((transform) => {
    const name = isMap(transform) ? transform["Name"] : transform;
    if (typeof name !== "string" || understood.has(name)) return [];
    const message = `The transform ${name} runs in CloudFormation; the template is read as it stands, without it.`;
    return [
      createProblem({
        code: "template/transform-not-applied",
        message,
        location: source.locate("/Transform"),
      }),
    ];
  });
}

interface ConditionUse {
  readonly id: string;
  readonly location: SourceLocation;
}

/** Which resources and outputs stand under which condition. */
function conditionUses(
  root: JsonValue,
  source: SourceDocument,
): ReadonlyMap<string, readonly ConditionUse[]> {
  const uses = new Map<string, ConditionUse[]>();
  for (const name of ["Resources", "Outputs"]) {
    const section = isMap(root) ? root[name] : undefined;
    for (const [id, entry] of Object.entries(isMap(section) ? section : {})) {
      const condition = isMap(entry) ? entry["Condition"] : undefined;
      if (typeof condition !== "string") continue;
      const use = { id, location: source.locate(joinPointer("", name, id, "Condition")) };
      uses.set(condition, [...(uses.get(condition) ?? []), use]);
    }
  }
  return uses;
}

/** Conditions of resources and outputs that are not defined, or cannot be decided: one problem for each condition. */
export function checkConditions(
  root: JsonValue,
  scope: TemplateScope,
  sections: TemplateSections,
  source: SourceDocument,
): readonly Problem[] {
  return [...conditionUses(root, source)].flatMap(([condition, uses]) => {
    const [first, ...others] = uses;
    if (first === undefined) return [];
    const subject = others.length === 0 ? first.id : `${first.id} and ${others.length} more`;
    const { location } = first;
    if (!Object.hasOwn(sections.conditions, condition)) {
      const message = `${subject} stand${others.length === 0 ? "s" : ""} under the condition ${condition}, which is not defined.`;
      return [createProblem({ code: "template/unknown-condition", message, location })];
    }
    const result = scope.condition(condition);
    if (result.known) return [];
    const message = `The condition ${condition} cannot be decided: ${result.reason}. ${subject} ${others.length === 0 ? "is" : "are"} kept.`;
    return [createProblem({ code: "template/condition-unknown", message, location })];
  });
}
