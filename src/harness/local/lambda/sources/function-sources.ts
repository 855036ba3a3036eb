import { setTimeout as delay } from "node:timers/promises";
import type { FunctionDefinition, FunctionFailure } from "../../../core/function-invoker.ts";
import type { PreparedFunction } from "../build/prepare-function.ts";
import { FileStamps, type Interest } from "./file-stamps.ts";
import type { PreparedSource } from "./prepare-source.ts";
import { halfWrittenMs, untilWritten } from "./settle.ts";

/** That the sources of a function were edited, and what came of it. */
export interface SourceReload {
  readonly logicalId: string;
  /** Absolute paths of what was edited; empty for a function that could not be prepared from the start. */
  readonly files: readonly string[];
  /** Why it cannot be prepared; `null` where it can. */
  readonly failure: FunctionFailure | null;
  readonly durationMs: number;
}

interface Source {
  readonly prepared: PreparedFunction;
  readonly stamps: FileStamps;
  /** Two sources of the same fingerprint run the same code. */
  readonly fingerprint: string;
}

interface Renewal {
  readonly begunAt: number;
  readonly done: Promise<void>;
}

/** So often sources that do not build are looked at again while they still change. */
const mostLooks = 5;

/** How sources are prepared, and who is told that they changed. */
export interface FunctionSourcesOptions {
  readonly prepare: (definition: FunctionDefinition) => Promise<PreparedSource>;
  /** The function runs other code from now on. */
  readonly onChange: (logicalId: string) => void;
  readonly onReload: (reload: SourceReload) => void;
}

/**
 * The sources of functions, prepared, and prepared anew once they were edited. Whoever is about to run a
 * function asks whether they are still as they were, so that a save is seen however late a file watcher is.
 */
export class FunctionSources {
  readonly #options: FunctionSourcesOptions;
  readonly #sources = new Map<string, Source>();
  readonly #first = new Map<string, Promise<Source>>();
  readonly #renewals = new Map<string, Renewal>();

  constructor(options: FunctionSourcesOptions) {
    this.#options = options;
  }

  /** The function as it was last prepared. */
  async prepared(definition: FunctionDefinition): Promise<PreparedFunction> {
    const { logicalId } = definition;
    const known = this.#sources.get(logicalId);
    if (known !== undefined) return known.prepared;
    const first = this.#first.get(logicalId) ?? this.#prepareFirst(definition);
    this.#first.set(logicalId, first);
    await first;
    return (this.#sources.get(logicalId) ?? (await first)).prepared;
  }

  /**
   * False when a source was edited, and for a function that could not be prepared: what it lacks may be there now.
   *
   * @param isBusy as of `FileStamps.areCurrent`
   */
  isFresh(logicalId: string, isBusy = false): boolean {
    const source = this.#sources.get(logicalId);
    return source === undefined || (source.prepared.ok && source.stamps.areCurrent(isBusy));
  }

  /** Prepares a function anew unless its sources are as they were when this was called. */
  async freshen(definition: FunctionDefinition): Promise<void> {
    const calledAt = performance.now();
    const { logicalId } = definition;
    while (!this.isFresh(logicalId)) {
      const running = this.#renewals.get(logicalId);
      if (running === undefined) return this.#start(definition);
      await running.done;
      if (running.begunAt > calledAt) return;
    }
  }

  /** True when the function's sources were edited since they were prepared. */
  isEdited(logicalId: string): boolean {
    const source = this.#sources.get(logicalId);
    return source !== undefined && source.stamps.changed().length > 0;
  }

  /** True for a function that could not be prepared. */
  isBroken(logicalId: string): boolean {
    return this.#sources.get(logicalId)?.prepared.ok === false;
  }

  /** Forgets a function: the next time it is prepared from the start. */
  forget(logicalId: string): void {
    this.#sources.delete(logicalId);
    this.#first.delete(logicalId);
  }

  /** Absolute paths of all files that are watched. */
  files(): readonly string[] {
    return [...this.#sources.values()].flatMap(({ stamps }) => [...stamps.files.keys()]);
  }

  async #prepareFirst(definition: FunctionDefinition): Promise<Source> {
    const begunAt = performance.now();
    const source = await this.#take(definition, FileStamps.none);
    const { logicalId } = definition;
    // Forgotten meanwhile: what was prepared is of a definition that no longer holds.
    if (!this.#first.has(logicalId)) return source;
    this.#sources.set(logicalId, source);
    this.#first.delete(logicalId);
    if (!source.prepared.ok) {
      const durationMs = performance.now() - begunAt;
      const { failure } = source.prepared;
      this.#options.onReload({ logicalId, files: [], failure, durationMs });
    }
    return source;
  }

  async #start(definition: FunctionDefinition): Promise<void> {
    const { logicalId } = definition;
    const done = this.#renew(definition).finally(() => this.#renewals.delete(logicalId));
    this.#renewals.set(logicalId, { begunAt: performance.now(), done });
    await done;
  }

  async #renew(definition: FunctionDefinition): Promise<void> {
    const { logicalId } = definition;
    const old = this.#sources.get(logicalId);
    if (old === undefined) return;
    const begunAt = performance.now();
    const files = old.stamps.changed();
    await untilWritten(files);
    const edited = old.stamps.edited(files);
    let source = await this.#take(definition, old.stamps);
    for (let look = 0; look < mostLooks && !source.prepared.ok && files.length > 0; look += 1) {
      await delay(halfWrittenMs);
      if (source.stamps.changed().length === 0) break;
      source = await this.#take(definition, source.stamps);
    }
    if (this.#sources.get(logicalId) !== old) return;
    this.#sources.set(logicalId, source);
    if (source.fingerprint === old.fingerprint) return;
    this.#options.onChange(logicalId);
    const failure = source.prepared.ok ? null : source.prepared.failure;
    const durationMs = performance.now() - begunAt;
    const told = edited.length > 0 ? edited : files;
    this.#options.onReload({ logicalId, files: told, failure, durationMs });
  }

  async #take(definition: FunctionDefinition, earlier: FileStamps): Promise<Source> {
    const before = FileStamps.before(earlier.files);
    const since = Date.now();
    const { prepared, inputs, loaded } = await this.#options.prepare(definition);
    // What a build that failed would have read is not known: what the last one read may mend it.
    const still = prepared.ok ? [] : earlier.files.keys();
    const files = new Map<string, Interest>(
      [...inputs, ...loaded, ...still].map((file) => [file, "content"]),
    );
    const stamps = FileStamps.after(files, before, since);
    const fingerprint = prepared.ok
      ? `${prepared.moduleUrl} ${stamps.digestOf(loaded)}`
      : JSON.stringify(prepared.failure);
    return { prepared, stamps, fingerprint };
  }
}
