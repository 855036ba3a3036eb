import type { Problem } from "../../core/problem.ts";
import type { Target } from "../../core/target.ts";
import type { WiredApi, WiredFunction, WiredOperation } from "../../model/wiring/project-model.ts";
import { configuredFunctionOf } from "../project/check-stand-ins.ts";
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

/** What lets API Gateway call it is missing, for a reason that may be told elsewhere. */
function isRefused({ function: fn, permitted }: WiredOperation): boolean {
  return fn !== null && !permitted;
}

/** Keys of an API's operations whose wiring is an error, each told of already. */
export function misWired(project: Project, api: ProjectApi): ReadonlySet<string> {
  return new Set(
    api.wired.operations.flatMap((wired) =>
      isRefused(wired) ||
      wiringProblemsOf(project, api.wired, wired).some(({ severity }) => severity === "error")
        ? [wired.operation.key]
        : [],
    ),
  );
}

/**
 * Operations not worth calling: on this machine those without anything to answer and those whose wiring is an
 * error, whose answers would only repeat it; behind a URL none.
 */
export function notWired(project: Project, api: ProjectApi, target: Target): ReadonlySet<string> {
  if (target.kind === "deployed") return new Set();
  const broken = misWired(project, api);
  const runs = (wired: WiredOperation): boolean =>
    (wired.function !== null && wired.function.handler !== null) ||
    configuredFunctionOf(project.config, wired) !== null;
  return new Set(
    api.wired.operations.flatMap((wired) =>
      !runs(wired) || broken.has(wired.operation.key) ? [wired.operation.key] : [],
    ),
  );
}
