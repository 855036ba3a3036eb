import { LockstepError } from "../../core/lockstep-error.ts";
import type { Project, ProjectApi } from "./load-project.ts";
import { suggest } from "./select-codes.ts";

function ambiguous(project: Project, message: string): LockstepError {
  return new LockstepError({
    code: "project/api-ambiguous",
    message,
    hint: `Name one with --api: ${project.apis.map((api) => api.wired.resource.logicalId).join(", ")}.`,
  });
}

/** The error of a command that is about one API and was not told which. */
export function severalApis(project: Project, what: string): LockstepError {
  return ambiguous(project, `The template holds ${project.apis.length} APIs, and ${what}.`);
}

/** The APIs that somebody wrote a document for; what is made up of events describes nothing. */
export function documentedApis(project: Project): readonly ProjectApi[] {
  return project.apis.filter(({ document }) => document.written !== "generated");
}

/**
 * The APIs a command about contracts looks at: the one named, else all that have a document. Throws `project/api-unknown` for a name that
 * none of them has.
 */
export function chooseApis(project: Project, logicalId: string | null): readonly ProjectApi[] {
  if (logicalId === null) return documentedApis(project);
  const found = project.apis.find((api) => api.wired.resource.logicalId === logicalId);
  if (found !== undefined) return [found];
  const names = project.apis.map((api) => api.wired.resource.logicalId);
  throw new LockstepError({
    code: "project/api-unknown",
    message: `The template holds no API "${logicalId}" that could be read.`,
    hint: suggest(
      logicalId,
      names,
      names.length === 0
        ? "Run `lockstep check`: it says why none was read."
        : `Name one of ${names.join(", ")}.`,
    ),
  });
}

/**
 * Picks the API a command is about, one with a document before one made up of events. Throws `project/api-ambiguous` when that cannot be told, and `project/api-unknown` for a name none has.
 */
export function chooseApi(project: Project, logicalId: string | null): ProjectApi | null {
  const chosen = chooseApis(project, logicalId);
  const [first, ...others] = chosen.length > 0 ? chosen : project.apis;
  if (others.length > 0) throw severalApis(project, "this is about one of them");
  return first ?? null;
}
