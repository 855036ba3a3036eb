import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `events` layer. */
export const eventsCodes = {
  "events/byte-order-mark": {
    severity: "error",
    title: "the event file has a byte order mark or is not UTF-8",
    hint: "Save the file as UTF-8 without a byte order mark.",
  },
  "events/syntax-error": {
    severity: "error",
    title: "the event file is not JSON",
  },
  "events/duplicate-key": {
    severity: "warning",
    title: "a key stands twice in an event",
    hint: "Remove one of the two; JSON readers keep the last.",
  },
  "events/unknown-kind": {
    severity: "warning",
    title: "nothing known sends such an event",
    hint: "Generate the event with lockstep events generate, or move the file out of events/.",
  },
  "events/incomplete-event": {
    severity: "warning",
    title: "an event has only a part of what its sender sends",
    hint: "Generate the whole event with `lockstep events generate --operation ID -o FILE`, then change what it is about.",
  },
  "events/no-schema": {
    severity: "info",
    title: "events of this kind are not checked yet",
  },
  "events/schema-violation": {
    severity: "error",
    title: "the event is not what the service sends",
    hint: "Generate the event again with lockstep events generate, or mend it at the place named.",
  },
  "events/body-not-a-string": {
    severity: "error",
    title: "the body of an API Gateway event is not a string",
  },
} as const satisfies Record<`events/${string}`, CodeEntry>;

/** Set-up errors of the `events` layer. */
export const eventsSetupErrors = {
  "events/event-unknown": {
    exitCode: 2,
    title: "there is no event of this name",
    hint: "`lockstep events generate` lists services and events.",
  },
  "events/event-not-offered": {
    exitCode: 2,
    title: "an event of SAM CLI that is not made here",
  },
  "events/option-invalid": {
    exitCode: 2,
    title: "an option of an event has a value it cannot take",
    hint: "Add --help for the options of the event.",
  },
  "events/set-invalid": {
    exitCode: 2,
    title: "--set names no place in the event",
  },
  "events/wrap-refused": {
    exitCode: 2,
    title: "no service wraps such an event",
  },
} as const satisfies Record<`events/${string}`, SetupErrorEntry>;
