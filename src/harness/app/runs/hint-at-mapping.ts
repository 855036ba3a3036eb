import { isObject } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type { Problem } from "../../core/problem.ts";
import type { ProjectApi } from "../project/load-project.ts";

/**
 * What to say in addition of an answer whose status the integration of an HTTP API writes over
 * (`responseParameters`, `overwrite:statuscode`): no handler is shown and none is to be corrected.
 *
 * @param answered of the answer as the client got it
 */
export function hintAtMapping(
  { document, wired }: ProjectApi,
  answered: { readonly operation: string; readonly status: number },
  explain: (problem: Problem) => Problem,
): (problem: Problem) => Problem {
  const operation = wired.operations.find((each) => each.operation.key === answered.operation);
  const integration = operation?.operation.integration ?? null;
  const mapping = integration?.raw["responseParameters"];
  if (wired.resource.kind !== "http" || integration === null || !isObject(mapping)) return explain;
  const entry = Object.entries(mapping).find(
    ([, changes]) =>
      isObject(changes) && isStatus(changes["overwrite:statuscode"], answered.status),
  );
  if (entry === undefined) return explain;
  const pointer = joinPointer(integration.pointer, "responseParameters", entry[0]);
  const location = document.source.locate(pointer);
  return (problem) =>
    problem.code === "conformance/response-invalid"
      ? {
          ...explain(problem),
          related: [
            ...problem.related,
            { message: `overwrite:statuscode makes ${answered.status} of ${entry[0]}`, location },
          ],
          hint: "The integration writes this status over the function's: correct responseParameters, or document the answer.",
        }
      : explain(problem);
}

/** Documents have it as a text or a number. */
function isStatus(value: unknown, status: number): boolean {
  return value === status || value === String(status);
}
