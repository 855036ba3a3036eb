import type { JsonObject, JsonValue } from "./json.ts";

/** A table of the template as the target has it. */
export interface ProbedTable {
  /** Logical id in the template. */
  readonly logicalId: string;
  /** Real name, e.g. `dev-orders`. */
  readonly tableName: string;
  /** Key attribute names: HASH first, then RANGE where there is one. */
  readonly keys: readonly string[];
}

/**
 * Reads and writes the state behind a target: DynamoDB tables, in plain JavaScript values
 * (numbers, strings, lists, maps), not AttributeValues. Tables go by logical id or by real name.
 * Every method rejects with `LockstepError` when the table is unknown.
 */
export interface StateProbe {
  readonly tables: readonly ProbedTable[];
  put(table: string, item: JsonObject): Promise<void>;
  /** `null` when there is no such item. Strongly consistent. */
  get(table: string, key: JsonObject): Promise<JsonObject | null>;
  delete(table: string, key: JsonObject): Promise<void>;
  /** At most `limit` items, in no particular order. */
  scan(table: string, limit: number): Promise<readonly JsonObject[]>;
}

/** What a provider state's set-up may hand back: values injected into the interaction. */
export type ProviderStateValues = Readonly<Record<string, JsonValue>>;
