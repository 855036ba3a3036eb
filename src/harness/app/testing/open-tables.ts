import type { StateProbe } from "../../core/state-probe.ts";
import { loadUnitWorld } from "./load-unit-world.ts";
import { openProject, type ProjectOptions } from "./open-project.ts";

/** The tables functions loaded in this process work on. */
export interface Tables extends StateProbe {
  /** Empties every table. */
  reset(): Promise<void>;
}

/**
 * The tables of the template as functions loaded with `loadFunction` (or handlers imported after
 * `lockstep-sam/register`) see them: to seed before a call, to look at after it.
 *
 * @example
 * const tables = await openTables();
 * await tables.put("OrdersTable", { PK: "ORDER#ORD-001", SK: "METADATA", orderId: "ORD-001" });
 */
export async function openTables(options: ProjectOptions = {}): Promise<Tables> {
  const world = await loadUnitWorld(await openProject(options));
  const { state } = world;
  return {
    tables: state.tables,
    put: (table, item) => state.put(table, item),
    get: (table, key) => state.get(table, key),
    delete: (table, key) => state.delete(table, key),
    scan: (table, limit) => state.scan(table, limit),
    reset: () => world.reset(),
  };
}
