import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `lambda` layer. */
export const lambdaCodes = {} as const satisfies Record<`lambda/${string}`, CodeEntry>;

/** Set-up errors of the `lambda` layer. */
export const lambdaSetupErrors = {} as const satisfies Record<`lambda/${string}`, SetupErrorEntry>;
