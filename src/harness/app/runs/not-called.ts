import type { Target } from "../../core/target.ts";
import { findElsewhere } from "../../local/stage/integrations/find-elsewhere.ts";
import { refusalsOf } from "../../local/stage/refusals.ts";
import type { WiredOperation } from "../../model/wiring/project-model.ts";
import { configuredFunctionOf } from "../project/check-stand-ins.ts";
import { isRun, runnerOf, whatIsMissing } from "../project/find-runners.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import { wiringProblemsOf } from "./not-wired.ts";

/** Why the runtime of an operation's function is not run here; `null` when it is, or something else answers. */
export function runtimeNotRun(
  { config, runners }: Pick<Project, "config" | "runners">,
  wired: WiredOperation,
): string | null {
  const { function: fn } = wired;
  if (fn === null || configuredFunctionOf(config, wired) !== null) return null;
  const { logicalId, runtime } = fn.resource;
  const runner = runnerOf(runners, wired);
  const missing = whatIsMissing(runner);
  if (!runtime.known || (missing === null && runner?.kind !== "none")) return null;
  const why = missing === null ? "" : ` (${missing.replace(/\.$/, "")})`;
  return `${logicalId} runs on ${runtime.value}, which is not run on this machine${why}`;
}

/** Why what answers an operation without a function is not on this machine; `null` when it is. */
function elsewhere(
  { config }: Pick<Project, "config">,
  { wired: api }: ProjectApi,
  { operation }: WiredOperation,
): string | null {
  const reach = { servers: config.integrations, api: () => null };
  const told = findElsewhere(api, reach).find((problem) => problem.operation === operation.key);
  return told === undefined ? null : `what it leads to is not on this machine (${told.code})`;
}

/** Why an operation cannot be tried on this machine, as words after its name; `null` when it can. */
function reasonOf(project: Project, api: ProjectApi, wired: WiredOperation): string | null {
  const runtime = runtimeNotRun(project, wired);
  if (runtime !== null) return runtime;
  const broken = wiringProblemsOf(project, api.wired, wired).find(
    ({ severity }) => severity === "error",
  );
  if (broken !== undefined) return `its wiring is broken (${broken.code})`;
  const refusal = refusalsOf(api.wired).of(wired);
  if (refusal !== null) return `the local stage does not emulate ${refusal}`;
  if (configuredFunctionOf(project.config, wired) !== null) return null;
  const { function: fn, integration } = wired;
  if (["mock", "http", "service"].includes(integration.kind)) return elsewhere(project, api, wired);
  if (fn === null) return "it is not wired to a function";
  return isRun(runnerOf(project.runners, wired), fn)
    ? null
    : `${fn.resource.logicalId} has no source file here`;
}

/**
 * Operations not worth calling, each with the reason: on this machine those that the stage answers with 501,
 * those without anything to answer, and those whose wiring is an error, whose answers would only repeat
 * it; behind a URL none.
 */
export function notCalled(
  project: Project,
  api: ProjectApi,
  target: Target,
): ReadonlyMap<string, string> {
  if (target.kind === "deployed") return new Map();
  const whole = refusalsOf(api.wired).api;
  if (whole !== null) {
    const reason = `the local stage does not emulate ${whole}`;
    return new Map(api.document.operations.map(({ key }) => [key, reason]));
  }
  return new Map(
    api.wired.operations.flatMap((wired): readonly (readonly [string, string])[] => {
      const reason = reasonOf(project, api, wired);
      return reason === null ? [] : [[wired.operation.key, reason]];
    }),
  );
}
