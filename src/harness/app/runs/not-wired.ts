import type { Problem } from "../../core/problem.ts";
import type { Target } from "../../core/target.ts";
import type { WiredFunction, WiredOperation } from "../../model/wiring/project-model.ts";
import { configuredFunctionOf } from "../project/check-stand-ins.ts";
import { isRun } from "../project/find-runners.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";

function isOfHandler(fn: WiredFunction, { code, location }: Problem): boolean {
  if (fn.handler !== null) return location?.file === fn.handler.file;
  return (
    code === "wiring/function-without-handler-file" &&
    location?.pointer?.startsWith(`${fn.resource.pointer}/`) === true
  );
}

/** What is wrong with an operation's wiring, its function's handler included. */
export function wiringProblemsOf(
  { model }: Project,
  { operation, function: fn }: WiredOperation,
): readonly Problem[] {
  return model.problems.filter(
    (problem) => problem.operation === operation.key || (fn !== null && isOfHandler(fn, problem)),
  );
}

/** Keys of an API's operations whose wiring is an error, each told of already. */
export function misWired(project: Project, api: ProjectApi): ReadonlySet<string> {
  return new Set(
    api.wired.operations.flatMap((wired) =>
      wiringProblemsOf(project, wired).some(({ severity }) => severity === "error")
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
    (wired.function !== null &&
      isRun(project.runners.get(wired.function.resource.logicalId), wired.function)) ||
    configuredFunctionOf(project.config, wired) !== null;
  return new Set(
    api.wired.operations.flatMap((wired) =>
      !runs(wired) || broken.has(wired.operation.key) ? [wired.operation.key] : [],
    ),
  );
}
