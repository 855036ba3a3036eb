import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `conformance` layer. */
export const conformanceCodes = {} as const satisfies Record<`conformance/${string}`, CodeEntry>;

/** Set-up errors of the `conformance` layer. */
export const conformanceSetupErrors = {} as const satisfies Record<`conformance/${string}`, SetupErrorEntry>;
