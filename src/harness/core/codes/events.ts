import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `events` layer. */
export const eventsCodes = {} as const satisfies Record<`events/${string}`, CodeEntry>;

/** Set-up errors of the `events` layer. */
export const eventsSetupErrors = {} as const satisfies Record<`events/${string}`, SetupErrorEntry>;
