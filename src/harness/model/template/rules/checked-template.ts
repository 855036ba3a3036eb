import type { JsonValue } from "../../../core/json.ts";
import type { Problem, SourceLocation } from "../../../core/problem.ts";
import type { SourceDocument } from "../../../core/source-document.ts";
import { isMap } from "../intrinsics/evaluation.ts";
import type { IntrinsicUse, ReferenceUse } from "../intrinsic-uses.ts";
import type { TemplateModel } from "../template-model.ts";
import type { TemplateScope } from "../template-scope.ts";
import type { TemplateSections } from "../template-sections.ts";

/** What the rules of a template look at: the text, its sections, what its functions name. */
export interface CheckedTemplate {
  /** The template, loops unrolled. */
  readonly root: JsonValue;
  readonly source: SourceDocument;
  readonly sections: TemplateSections;
  readonly scope: TemplateScope;
  readonly uses: readonly IntrinsicUse[];
  readonly references: readonly ReferenceUse[];
  /** Where loops (`Fn::ForEach`) are written. */
  readonly loops: readonly SourceLocation[];
  /**
   * True when every name there will be is seen here: no macro or include adds any, and every loop is
   * unrolled. Otherwise nothing can be said to be missing.
   */
  readonly isWhole: boolean;
  /** Nested stacks whose templates were read. */
  readonly stacks: ReadonlyMap<string, TemplateModel>;
}

/** A rule: what one kind of defect looks like, and where the template has it. */
export type TemplateRule = (template: CheckedTemplate) => readonly Problem[];

/** Transforms whose work is done here, or that change neither sections nor functions. */
const understood = new Set([
  "AWS::Serverless-2016-10-31",
  "AWS::LanguageExtensions",
  "AWS::SecretsManager-2020-07-23",
  "AWS::SecretsManager-2024-09-16",
]);

/** Macros that may change anything before CloudFormation sees it. */
export function unknownTransforms({ transforms }: TemplateSections): readonly string[] {
  return transforms.filter((name) => !understood.has(name));
}

/** True where `Transform` names AWS::LanguageExtensions. */
export function hasLanguageExtensions({ transforms }: TemplateSections): boolean {
  return transforms.includes("AWS::LanguageExtensions");
}

/** True where no macro and no include adds parameters, conditions or resources. */
export function namesAllItHas(root: JsonValue, sections: TemplateSections): boolean {
  const parts = isMap(root)
    ? [root, root["Parameters"], root["Conditions"], root["Resources"]]
    : [];
  const isIncluded = parts.some((part) => isMap(part) && Object.hasOwn(part, "Fn::Transform"));
  return !isIncluded && unknownTransforms(sections).length === 0;
}
