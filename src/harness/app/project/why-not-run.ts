import { otherRuntimeOf } from "../../local/lambda/runtime-api/other-runtimes.ts";
import type { ProjectModel } from "../../model/wiring/project-model.ts";
import { allFunctions } from "./all-functions.ts";
import { whatIsMissing, type FunctionRunners } from "./find-runners.ts";
import type { ResolvedConfig } from "./project-config.ts";

/**
 * Why a function of the template is not run on this machine, as words after its name; `null` where it is, or where the
 * configuration answers for it. One whose file is missing is run: it fails as it would on AWS.
 */
export function whyNotRun(
  { functions }: Pick<ResolvedConfig, "functions">,
  model: ProjectModel,
  runners: FunctionRunners,
): (functionId: string) => string | null {
  const all = allFunctions(model);
  return (id) => {
    const fn = all.get(id);
    if (fn === undefined || Object.hasOwn(functions, id)) return null;
    const { runtime, handler } = fn.resource;
    const runner = runners.get(id);
    const missing = whatIsMissing(runner);
    if (runtime.known && (missing !== null || runner === undefined || runner.kind === "none")) {
      const why = missing === null ? "" : ` (${missing.replace(/\.$/u, "")})`;
      return `runs on ${runtime.value}, which is not run on this machine${why}`;
    }
    const isProgram = runtime.known && otherRuntimeOf(runtime.value) === "bootstrap";
    const isNamed = handler.known && (isProgram || fn.handler !== null || fn.missing !== null);
    return isNamed ? null : "has no source file here";
  };
}
