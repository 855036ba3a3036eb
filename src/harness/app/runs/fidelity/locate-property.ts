import type { SourceLocation } from "../../../core/problem.ts";
import { joinPointer, valueAt } from "../../../core/json-pointer.ts";
import type { TemplateModel } from "../../../model/template/template-model.ts";

/**
 * Where a property of a resource stands: at the resource, else in the Globals of its type, else the
 * resource itself.
 *
 * @param path the property and, within it, members: `"Auth", "ApiKeyRequired"`
 */
export function locateProperty(
  { source, resources }: TemplateModel,
  logicalId: string,
  ...path: readonly string[]
): SourceLocation {
  const { pointer, type } = resources.get(logicalId) ?? { pointer: "/Resources", type: "" };
  const own = joinPointer(pointer, "Properties", ...path);
  const kind = /^AWS::Serverless::(\w+)$/.exec(type)?.[1];
  const shared = kind === undefined ? null : joinPointer("/Globals", kind, ...path);
  const isShared =
    shared !== null &&
    valueAt(source.value, own) === undefined &&
    valueAt(source.value, shared) !== undefined;
  return source.locate(isShared ? shared : own);
}
