import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `contracts` layer. */
export const contractsCodes = {} as const satisfies Record<`contracts/${string}`, CodeEntry>;

/** Set-up errors of the `contracts` layer. */
export const contractsSetupErrors = {} as const satisfies Record<`contracts/${string}`, SetupErrorEntry>;
