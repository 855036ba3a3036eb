import { evaluateText, isList, unknown, type Intrinsic } from "./evaluation.ts";

/** `Fn::GetAtt`: `[LogicalId, Attribute]` or, in YAML, `LogicalId.Attribute`. */
export const getAtt: Intrinsic = (argument, scope) => {
  if (typeof argument === "string") {
    const dot = argument.indexOf(".");
    return dot < 1
      ? unknown("Fn::GetAtt takes a logical id and an attribute")
      : scope.attribute(argument.slice(0, dot), argument.slice(dot + 1));
  }
  if (!isList(argument)) return unknown("Fn::GetAtt takes a logical id and an attribute");
  const [logicalId, attribute] = argument;
  if (logicalId === undefined || attribute === undefined) {
    return unknown("Fn::GetAtt takes a logical id and an attribute");
  }
  const resource = evaluateText(logicalId, scope, "the logical id of Fn::GetAtt");
  if (!resource.known) return resource;
  const name = evaluateText(attribute, scope, "the attribute of Fn::GetAtt");
  return name.known ? scope.attribute(resource.value, name.value) : name;
};
