import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `coverage` layer. */
export const coverageCodes = {} as const satisfies Record<`coverage/${string}`, CodeEntry>;

/** Set-up errors of the `coverage` layer. */
export const coverageSetupErrors = {} as const satisfies Record<
  `coverage/${string}`,
  SetupErrorEntry
>;
