import { LockstepError } from "../../core/lockstep-error.ts";
import type { Project, ProjectApi } from "./load-project.ts";

/** Picks the API a command is about. Throws `project/api-ambiguous` when that cannot be told. */
export function chooseApi(project: Project, logicalId: string | null): ProjectApi | null {
  if (logicalId === null && project.apis.length <= 1) return project.apis[0] ?? null;
  const found = project.apis.find((api) => api.wired.resource.logicalId === logicalId);
  if (found !== undefined) return found;
  throw new LockstepError({
    code: "project/api-ambiguous",
    message:
      logicalId === null
        ? `The template holds ${project.apis.length} APIs.`
        : `The template holds no API "${logicalId}" that could be read.`,
    hint: `Name one with --api: ${project.apis.map((api) => api.wired.resource.logicalId).join(", ")}.`,
  });
}
