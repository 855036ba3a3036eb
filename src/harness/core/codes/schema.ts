import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `schema` layer. */
export const schemaCodes = {} as const satisfies Record<`schema/${string}`, CodeEntry>;

/** Set-up errors of the `schema` layer. */
export const schemaSetupErrors = {} as const satisfies Record<`schema/${string}`, SetupErrorEntry>;
