import { evaluateText, isMap, unknown, type Intrinsic } from "./evaluation.ts";

/**
 * `Ref`: the value of a parameter or pseudo parameter, or what a resource type returns for itself.
 * The name may be worked out by a function (AWS::LanguageExtensions).
 */
export const ref: Intrinsic = (argument, scope) => {
  if (typeof argument === "string") return scope.reference(argument);
  if (!isMap(argument)) return unknown("Ref takes the name of a parameter or resource");
  const name = evaluateText(argument, scope, "the name Ref takes");
  return name.known ? scope.reference(name.value) : name;
};
