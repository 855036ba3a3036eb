import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `aws` layer. */
export const awsCodes = {} as const satisfies Record<`aws/${string}`, CodeEntry>;

/** Set-up errors of the `aws` layer. */
export const awsSetupErrors = {} as const satisfies Record<`aws/${string}`, SetupErrorEntry>;
