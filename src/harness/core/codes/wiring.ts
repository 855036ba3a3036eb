import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `wiring` layer. */
export const wiringCodes = {} as const satisfies Record<`wiring/${string}`, CodeEntry>;

/** Set-up errors of the `wiring` layer. */
export const wiringSetupErrors = {} as const satisfies Record<`wiring/${string}`, SetupErrorEntry>;
