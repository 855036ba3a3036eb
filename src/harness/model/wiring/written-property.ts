import { isObject, isJsonValue, type JsonValue } from "../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import type { SourceLocation } from "../../core/problem.ts";
import type { ApiResource, TemplateModel } from "../template/template-model.ts";

/** The value at a place of the template as it is written, intrinsics and all. */
export function writtenAt(template: TemplateModel, pointer: JsonPointer): JsonValue | undefined {
  const value = valueAt(template.source.value, pointer);
  return isJsonValue(value) ? value : undefined;
}

/** Where a property of an API is written: on the resource, else in Globals. */
export function locateApiProperty(
  template: TemplateModel,
  api: ApiResource,
  ...path: readonly string[]
): SourceLocation {
  const own = joinPointer(api.pointer, "Properties", ...path);
  if (valueAt(template.source.value, own) !== undefined) return template.source.locate(own, "key");
  const section = api.kind === "rest" ? "Api" : "HttpApi";
  const shared = joinPointer("/Globals", section, ...path);
  return valueAt(template.source.value, shared) === undefined
    ? template.source.locate(api.pointer)
    : template.source.locate(shared, "key");
}

/** A map whose members are all that it will have: no intrinsic function stands in its place. */
export function isPlainMap(
  value: JsonValue | undefined,
): value is { readonly [key: string]: JsonValue } {
  return (
    isObject(value) && !Object.keys(value).some((key) => key === "Ref" || key.startsWith("Fn::"))
  );
}

/**
 * True when the deployed template may hold resources that are not seen here: loops, macros, parts
 * included from elsewhere. Then nothing can be said to be missing.
 */
export function mayHoldMore(template: TemplateModel): boolean {
  // A loop over a collection that is not known here leaves nothing behind in the resources.
  if (template.problems.some(({ code }) => code === "template/loop-not-unrolled")) return true;
  const resources = writtenAt(template, "/Resources");
  if (isObject(resources) && Object.keys(resources).some((key) => key.startsWith("Fn::")))
    return true;
  const transform = writtenAt(template, "/Transform");
  const transforms: readonly unknown[] = Array.isArray(transform) ? transform : [transform];
  return transforms.some(
    (each) =>
      each !== undefined &&
      !(
        typeof each === "string" &&
        /^AWS::(?:Serverless|LanguageExtensions|SecretsManager)\b/.test(each)
      ),
  );
}
