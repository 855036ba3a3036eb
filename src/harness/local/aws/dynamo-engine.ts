/** A DynamoDB that answers on loopback (or wherever the user said). */
export interface DynamoEngine {
  /** For people: `dynoxide 1.2.1`, `dynalite 4.0.0`, or a URL. */
  readonly name: string;
  /** Base URL without a trailing slash. */
  readonly endpoint: string;
  /** True for an engine started here, whose tables are ours to drop. */
  readonly isOurs: boolean;
  close(): Promise<void>;
}

/** Which engine to use. */
export type DynamoChoice =
  | { readonly kind: "auto" | "dynoxide" | "dynalite" }
  /** A DynamoDB that runs elsewhere, e.g. DynamoDB Local. */
  | { readonly kind: "endpoint"; readonly url: string };
