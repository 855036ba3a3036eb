import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `openapi` layer. */
export const openapiCodes = {} as const satisfies Record<`openapi/${string}`, CodeEntry>;

/** Set-up errors of the `openapi` layer. */
export const openapiSetupErrors = {} as const satisfies Record<`openapi/${string}`, SetupErrorEntry>;
