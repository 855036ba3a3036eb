import type { FunctionResource } from "../../template/template-model.ts";
import type { HandlerFile } from "../project-model.ts";
import type { HandlerSearch } from "./handler-search.ts";

/**
 * Where Node.js would look for a handler that is not there; `null` where it is, or nobody can tell. A name the
 * runtime refuses leads to no file: what is written stands for one.
 */
export function missingHandler(
  { handler, runtime }: FunctionResource,
  { runs, expected, malformed }: HandlerSearch,
): HandlerFile | null {
  const isNode = runtime.known && runtime.value.startsWith("nodejs");
  if (malformed && isNode && handler.known) return { file: handler.value, exportName: "" };
  return runs ? expected : null;
}
