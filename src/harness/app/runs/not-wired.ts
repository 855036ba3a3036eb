import type { Problem } from "../../core/problem.ts";
import type {
  ProjectModel,
  WiredApi,
  WiredFunction,
  WiredOperation,
} from "../../model/wiring/project-model.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";

/** Problems of a function's code; each points at every function it is about. */
const handlerCodes: ReadonlySet<string> = new Set([
  "wiring/function-without-handler-file",
  "wiring/code-folder-missing",
  "wiring/handler-export-missing",
  "wiring/handler-malformed",
]);

/** The template a function stands in, which may be that of a nested stack. */
function templateOf(model: ProjectModel, fn: WiredFunction): string | null {
  if (model.functions.some(({ resource }) => resource === fn.resource)) return model.template.file;
  for (const stack of model.stacks.values()) {
    const file = templateOf(stack, fn);
    if (file !== null) return file;
  }
  return null;
}

/** Functions may share a file of handlers, so it is the function that tells whose problem it is. */
function isOfHandler(file: string | null, fn: WiredFunction, problem: Problem): boolean {
  if (!handlerCodes.has(problem.code)) return false;
  const { pointer } = fn.resource;
  return [problem.location, ...problem.related.map(({ location }) => location)].some(
    (place) => place?.file === file && `${place.pointer ?? ""}/`.startsWith(`${pointer}/`),
  );
}

/** What is wrong with the wiring of an API's operation, its function's handler included. */
export function wiringProblemsOf(
  { model }: Pick<Project, "model">,
  api: Pick<WiredApi, "problems">,
  { operation, function: fn }: WiredOperation,
): readonly Problem[] {
  const own = api.problems.filter((problem) => problem.operation === operation.key);
  if (fn === null) return own;
  const file = templateOf(model, fn);
  return [...own, ...model.problems.filter((problem) => isOfHandler(file, fn, problem))];
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
