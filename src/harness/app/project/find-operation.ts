import { LockstepError } from "../../core/lockstep-error.ts";
import type { Operation } from "../../model/openapi/api-document.ts";
import type { Project, ProjectApi } from "./load-project.ts";

/** An operation with the API it belongs to. */
export interface FoundOperation {
  readonly api: ProjectApi;
  readonly operation: Operation;
}

/**
 * Finds an operation by operationId or `METHOD /path`.
 * Throws `project/operation-unknown`, naming the operations there are.
 */
export function findOperation(project: Project, wanted: string): FoundOperation {
  for (const api of project.apis) {
    const operation = api.document.operations.find(
      ({ key, operationId }) => operationId === wanted || key === wanted,
    );
    if (operation !== undefined) return { api, operation };
  }
  const known = project.apis.flatMap((api) =>
    api.document.operations.map(({ key, operationId }) => operationId ?? key),
  );
  throw new LockstepError({
    code: "project/operation-unknown",
    message: `No operation is called "${wanted}".`,
    hint:
      known.length === 0
        ? "Run `lockstep check`: no operation could be read."
        : `The operations are ${known.join(", ")}.`,
  });
}
