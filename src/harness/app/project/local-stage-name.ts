import type { ApiResource } from "../../model/template/template-model.ts";

/**
 * The stage an API is served on here: the template's, or where that cannot be told `dev`, of an HTTP
 * API `$default`.
 */
export function localStageName({ kind, stageName }: ApiResource): string {
  if (stageName.known) return stageName.value;
  return kind === "http" ? "$default" : "dev";
}
