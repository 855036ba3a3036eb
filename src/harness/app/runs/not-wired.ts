import type { Problem } from "../../core/problem.ts";
import type { WiredApi, WiredFunction, WiredOperation } from "../../model/wiring/project-model.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";

function isOfHandler(fn: WiredFunction, { code, location }: Problem): boolean {
  if (fn.handler !== null) return location?.file === fn.handler.file;
  return (
    code === "wiring/function-without-handler-file" &&
    location?.pointer?.startsWith(`${fn.resource.pointer}/`) === true
  );
}

/** What is wrong with the wiring of an API's operation, its function's handler included. */
export function wiringProblemsOf(
  { model }: Pick<Project, "model">,
  api: Pick<WiredApi, "problems">,
  { operation, function: fn }: WiredOperation,
): readonly Problem[] {
  return [
    ...api.problems.filter((problem) => problem.operation === operation.key),
    ...model.problems.filter((problem) => fn !== null && isOfHandler(fn, problem)),
  ];
}

/** Keys of an API's operations whose wiring is an error, each told of already. */
export function misWired(project: Project, api: ProjectApi): ReadonlySet<string> {
  return new Set(
    api.wired.operations.flatMap((wired) =>
      wiringProblemsOf(project, api.wired, wired).some(({ severity }) => severity === "error")
        ? [wired.operation.key]
        : [],
    ),
  );
}
