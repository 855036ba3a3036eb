import { isObject } from "../../core/json.ts";
import type { Project, ProjectApi } from "./load-project.ts";

/**
 * The title of an API, for people: where the document writes it with an intrinsic, with the values the template
 * gives it here; what only AWS knows stays as it is written.
 *
 * @example `clinic-dev` of `title: { Fn::Sub: "clinic-${Stage}" }`
 */
export function apiTitle(
  { template }: Pick<Project, "template">,
  { document }: Pick<ProjectApi, "document">,
): string {
  const { info } = document.root;
  const title = isObject(info) ? info["title"] : undefined;
  if (!isObject(title)) return document.title;
  const resolved = template.resolve(title);
  return resolved.known && typeof resolved.value === "string" ? resolved.value : document.title;
}
