import type { JsonObject } from "../../../core/json.ts";
import type { EventKind } from "../event-kind.ts";
import type { EventWorld } from "./event-world.ts";
import type { OptionValues } from "./option-values.ts";

/** What of a template an option may name by logical id. */
export type NamedResource = "bucket" | "queue" | "rule" | "stream" | "table" | "topic";

/** An option of an event. Its value is text; what it is read as is its kind. */
export interface EventOption {
  /** In kebab case, as the command line writes it: `queue-name`. */
  readonly name: string;
  /** Other spellings the command line takes, those of SAM CLI among them. */
  readonly aliases?: readonly string[];
  /** `null`: left out, or made up from the rest. */
  readonly default: string | null;
  readonly meaning: string;
  readonly kind: "integer" | "json" | "text";
  readonly choices?: readonly string[];
  /** The value may be the logical id of such a resource; the only one of a template is the default. */
  readonly resource?: NamedResource;
}

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
