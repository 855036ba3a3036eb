import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import type { FunctionResource } from "../../model/template/template-model.ts";
import type { ProjectModel, WiredApi, WiredOperation } from "../../model/wiring/project-model.ts";

/** The function whose event gives a route, when it is not known whether that function deploys. */
function undecidedOwner(
  { template }: ProjectModel,
  { added }: WiredOperation,
): FunctionResource | null {
  if (added?.by !== "event") return null;
  const owner = template.functions.find(({ pointer }) => added.pointer.startsWith(`${pointer}/`));
  return owner === undefined || owner.undecided === null ? null : owner;
}

/**
 * The operations of an API that deploy as far as can be told: none of an API under a condition that
 * cannot be decided, and none that the event of such a function gives, nor the OPTIONS that `Cors`
 * would add to those alone.
 */
export function decidedOperations(model: ProjectModel, api: WiredApi): readonly WiredOperation[] {
  if (api.resource.undecided !== null) return [];
  const kept = api.operations.filter((wired) => undecidedOwner(model, wired) === null);
  if (kept.length === api.operations.length) return kept;
  const left = new Set(api.operations.filter((wired) => !kept.includes(wired)).map(pathOf));
  const served = new Set(kept.filter(({ added }) => added?.by !== "cors").map(pathOf));
  return kept.filter(
    (wired) => wired.added?.by !== "cors" || !left.has(pathOf(wired)) || served.has(pathOf(wired)),
  );
}

function pathOf({ operation }: WiredOperation): string {
  return operation.path;
}

/** What is left out of the list of routes, nested stacks included: once for each API and each function. */
export function undecidedRoutes(model: ProjectModel): readonly Problem[] {
  const apis = model.apis.flatMap(({ resource }) =>
    leftOut(model, resource, `The routes of ${resource.logicalId} are`),
  );
  const functions = new Set(
    model.apis
      .filter(({ resource }) => resource.undecided === null)
      .flatMap(({ operations }) => operations.map((wired) => undecidedOwner(model, wired)))
      .filter((owner) => owner !== null),
  );
  const events = [...functions].flatMap((owner) =>
    leftOut(model, owner, `The routes that events of ${owner.logicalId} give are`),
  );
  return [...apis, ...events, ...[...model.stacks.values()].flatMap(undecidedRoutes)];
}

function leftOut(
  { template }: ProjectModel,
  { undecided, pointer }: Pick<FunctionResource, "undecided" | "pointer">,
  what: string,
): readonly Problem[] {
  if (undecided === null) return [];
  const location: SourceLocation = template.source.locate(pointer);
  return [
    createProblem({
      code: "template/condition-unknown",
      message: `${what} not listed: ${undecided}.`,
      location,
      hint: "Give the parameter the condition hangs on with --parameter-overrides.",
    }),
  ];
}
