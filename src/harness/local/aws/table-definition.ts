import type { JsonObject } from "../../core/json.ts";
import type { ProbedTable } from "../../core/state-probe.ts";

/** A table to create. */
export interface TableDefinition extends ProbedTable {
  /** Input of DynamoDB's CreateTable. */
  readonly createTableInput: JsonObject;
}
