import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `gateway` layer. */
export const gatewayCodes = {} as const satisfies Record<`gateway/${string}`, CodeEntry>;

/** Set-up errors of the `gateway` layer. */
export const gatewaySetupErrors = {} as const satisfies Record<
  `gateway/${string}`,
  SetupErrorEntry
>;
