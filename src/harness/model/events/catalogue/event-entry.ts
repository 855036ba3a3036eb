import type { JsonObject } from "../../../core/json.ts";
import type { EventKind } from "../event-kind.ts";
import type { EventOption } from "./event-option.ts";
import type { EventWorld } from "./event-world.ts";
import type { OptionValues } from "./option-values.ts";

/** An event a service sends, and how to make it. */
export interface EventEntry {
  readonly service: string;
  readonly event: string;
  /** Other names, as `service event`. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly options: readonly EventOption[];
  /** JSON Schema (draft-07) of the event, strict: an event that satisfies it is one the service could send. */
  readonly schema: JsonObject;
  /** What `detectEventKind` says of it; `null` where it knows no such kind. */
  readonly kind: EventKind | null;
  /** Whether one event holds several records, for `--count`. */
  readonly batches: boolean;
  build(values: OptionValues, world: EventWorld): JsonObject;
  /** Makes derived members follow members that were set by hand. */
  settle?(event: JsonObject, world: EventWorld, isSet: (path: string) => boolean): JsonObject;
}
