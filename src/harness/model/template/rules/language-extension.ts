import type { SourceLocation } from "../../../core/problem.ts";
import { createProblem } from "../../../core/problem.ts";
import { isList } from "../intrinsics/evaluation.ts";
import { hasLanguageExtensions, unknownTransforms, type TemplateRule } from "./checked-template.ts";

const extended = new Set(["Fn::Length", "Fn::ToJsonString"]);

/**
 * `Fn::ForEach`, `Fn::Length`, `Fn::ToJsonString` and the default of `Fn::FindInMap` in a template
 * that does not name the transform they come with; CloudFormation refuses it (source:
 * CloudFormation template reference, "AWS::LanguageExtensions transform"). One problem for each.
 */
export const languageExtension: TemplateRule = ({ uses, loops, sections, source }) => {
  if (hasLanguageExtensions(sections) || unknownTransforms(sections).length > 0) return [];
  const found = new Map<string, SourceLocation>();
  const [loop] = loops;
  if (loop !== undefined) found.set("Fn::ForEach", loop);
  for (const { name, argument, pointer } of uses) {
    const isDefault = name === "Fn::FindInMap" && isList(argument) && argument.length > 3;
    const what = isDefault ? "The DefaultValue of Fn::FindInMap" : name;
    if ((isDefault || extended.has(name)) && !found.has(what))
      found.set(what, source.locate(pointer()));
  }
  return [...found].map(([what, location]) =>
    createProblem({
      code: "template/language-extension",
      message: `${what} works with the transform AWS::LanguageExtensions only, and the template does not name it.`,
      location,
    }),
  );
};
