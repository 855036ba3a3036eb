import { isDeepStrictEqual } from "node:util";
import type { FunctionDefinition } from "../../../core/function-invoker.ts";
import { compiledLimits, pruneFolder } from "../build/prune-folder.ts";
import type { EnvironmentScheduler } from "../environment-scheduler.ts";
import type { FunctionSources } from "./function-sources.ts";
import { InvocationsUnderWay } from "./invocations-under-way.ts";
import { startBuilder } from "./start-builder.ts";

/** What of a pool is reloaded. */
export interface PoolParts {
  /** By logical id; other definitions are written into it. */
  readonly functions: Map<string, FunctionDefinition>;
  readonly scheduler: EnvironmentScheduler;
  /** Starts an environment of a function; one that waits for a debugger is not waited for. */
  readonly warm: (logicalId: string) => Promise<void>;
  /** `null` in a pool that does not watch. */
  readonly sources: FunctionSources | null;
  readonly compiledFolder: string;
}

/** Each reload leaves some compiled code in the cache. */
const reloadsBetweenPrunes = 50;

/** Retires the environments of functions that changed, and starts others in their place. */
export class PoolReloads {
  readonly #parts: PoolParts;
  readonly #underWay = new InvocationsUnderWay();
  /** Functions whose environments were retired, and that are to have one again. */
  readonly #cooled = new Set<string>();
  readonly #closing = new Set<Promise<void>>();
  #reloads = 0;
  #isClosed = false;

  constructor(parts: PoolParts) {
    this.#parts = parts;
  }

  /** Runs an invocation of a function whose sources are as they were last prepared. */
  async run<T>(definition: FunctionDefinition, work: () => Promise<T>): Promise<T> {
    const { sources } = this.#parts;
    if (sources === null) return work();
    const { logicalId } = definition;
    return this.#underWay.track(logicalId, async () => {
      if (!sources.isFresh(logicalId, this.#underWay.areSeveral)) await sources.freshen(definition);
      return work();
    });
  }

  /** Makes the first edit wait for no start of esbuild. */
  async getReady(): Promise<void> {
    if (this.#parts.sources !== null) await startBuilder();
  }

  /** Closes environments of a function: idle ones now, busy ones when they come back. */
  retire(logicalId: string): void {
    const { scheduler, compiledFolder } = this.#parts;
    this.#reloads += 1;
    if (this.#reloads % reloadsBetweenPrunes === 0)
      void pruneFolder(compiledFolder, compiledLimits);
    const closed = scheduler.retire(logicalId).catch(() => {});
    this.#closing.add(closed);
    void closed.finally(() => this.#closing.delete(closed));
  }

  /** One function after the other, and after whoever waits for an answer: they share the processors. */
  async refresh(): Promise<void> {
    const { functions, scheduler, sources } = this.#parts;
    if (sources === null) return;
    const edited = [...functions.keys()].filter((logicalId) => sources.isEdited(logicalId));
    for (const logicalId of this.#underWay.latestFirst(edited)) {
      await this.#underWay.untilCalm();
      const definition = functions.get(logicalId);
      const isLive = scheduler.has(logicalId) || sources.isBroken(logicalId);
      if (this.#isClosed || definition === undefined) continue;
      await sources.freshen(definition);
      if (isLive && !scheduler.has(logicalId)) this.#cooled.add(logicalId);
    }
    for (const logicalId of this.#underWay.latestFirst(this.#cooled)) {
      await this.#underWay.untilCalm();
      this.#cooled.delete(logicalId);
      if (this.#isClosed || !functions.has(logicalId) || scheduler.has(logicalId)) continue;
      await this.#parts.warm(logicalId);
    }
  }

  /**
   * Takes other definitions.
   *
   * @param forget drops what was prepared of a function by its last definition
   */
  redefine(definitions: readonly FunctionDefinition[], forget: (logicalId: string) => void): void {
    const { functions, scheduler, sources } = this.#parts;
    const next = new Map(definitions.map((entry) => [entry.logicalId, entry]));
    for (const [logicalId, known] of functions) {
      const other = next.get(logicalId);
      if (other !== undefined && isDeepStrictEqual(known, other)) continue;
      if (other !== undefined && scheduler.has(logicalId)) this.#cooled.add(logicalId);
      functions.delete(logicalId);
      forget(logicalId);
      sources?.forget(logicalId);
      this.retire(logicalId);
    }
    for (const [logicalId, entry] of next) functions.set(logicalId, entry);
  }

  /** Reloads no more, and waits for the environments that are being closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#parts.scheduler.close();
    await Promise.all(this.#closing);
  }
}
