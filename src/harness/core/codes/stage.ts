import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `stage` layer. */
export const stageCodes = {} as const satisfies Record<`stage/${string}`, CodeEntry>;

/** Set-up errors of the `stage` layer. */
export const stageSetupErrors = {} as const satisfies Record<`stage/${string}`, SetupErrorEntry>;
