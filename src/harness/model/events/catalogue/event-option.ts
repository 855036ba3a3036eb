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
