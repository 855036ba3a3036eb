import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `target` layer. */
export const targetCodes = {} as const satisfies Record<`target/${string}`, CodeEntry>;

/** Set-up errors of the `target` layer. */
export const targetSetupErrors = {} as const satisfies Record<`target/${string}`, SetupErrorEntry>;
