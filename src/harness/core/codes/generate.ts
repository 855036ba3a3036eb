import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `generate` layer. */
export const generateCodes = {} as const satisfies Record<`generate/${string}`, CodeEntry>;

/** Set-up errors of the `generate` layer. */
export const generateSetupErrors = {} as const satisfies Record<
  `generate/${string}`,
  SetupErrorEntry
>;
