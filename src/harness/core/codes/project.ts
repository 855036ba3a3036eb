import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `project` layer. */
export const projectCodes = {} as const satisfies Record<`project/${string}`, CodeEntry>;

/** Set-up errors of the `project` layer. */
export const projectSetupErrors = {} as const satisfies Record<`project/${string}`, SetupErrorEntry>;
