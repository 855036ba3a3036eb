import { mkdirSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type {
  FunctionDefinition,
  FunctionInvoker,
  Invocation,
  InvocationResult,
  LogLine,
} from "../../core/function-invoker.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { createBuildCache } from "./build/build-cache.ts";
import { buildBootstrap } from "./build/build-bootstrap.ts";
import { compiledLimits, pruneFolder } from "./build/prune-folder.ts";
import { prepareFunction, type PreparedFunction } from "./build/prepare-function.ts";
import { createEnvironmentScheduler } from "./environment-scheduler.ts";
import { createExecutionEnvironment } from "./execution-environment.ts";
import { limitConcurrency } from "./limit-concurrency.ts";
import { createProgramEnvironment } from "./runtime-api/create-program-environment.ts";
import { commandBesideCode } from "./runtime-api/find-command.ts";
import type { CommandSearch } from "./runtime-api/function-command.ts";
import type { FunctionSources } from "./sources/function-sources.ts";
import { InvocationsUnderWay } from "./sources/invocations-under-way.ts";
import { startBuilder } from "./sources/start-builder.ts";
import { createPoolSources, type SourceWatch } from "./sources/pool-sources.ts";

/** What a pool is made of. */
export interface FunctionPoolOptions {
  readonly functions: readonly FunctionDefinition[];
  /** Region, credentials and endpoints added to each function. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Most execution environments alive at once over all functions (each is a process of about 70 MB);
   * a function that has none always gets one. Default: four times the processors, at least 8.
   */
  readonly maxEnvironments?: number;
  /** Folder for built modules, kept between runs (`<root>/.lockstep/cache`); a temporary one by default. */
  readonly cacheFolder?: string;
  /** What runs a function of another runtime than Node.js; by default what lies beside its code. */
  readonly commandOf?: (definition: FunctionDefinition) => CommandSearch;
  /** Runs a function as its sources are when it is invoked; by default as they were when it was first. */
  readonly watch?: SourceWatch;
  /** Lines a function wrote outside of any invocation. */
  readonly onLog?: (logicalId: string, line: LogLine) => void;
}

/** Functions in isolated processes, warm between invocations. */
export interface FunctionPool extends FunctionInvoker {
  /** Starts one environment of each named function (all by default) ahead of its first invocation. */
  warm(logicalIds?: readonly string[]): Promise<void>;
  /** Forgets built modules and retires running environments, so that edited source is seen. */
  reload(): Promise<void>;
  /**
   * In a pool that watches: prepares the functions whose sources were edited, and starts one environment
   * in place of those that were retired, after a redefinition too. `invoke` does as much for its own function.
   */
  refresh(): Promise<void>;
  /** Takes other definitions: those of a template that was edited. Of what changed, environments are retired. */
  redefine(definitions: readonly FunctionDefinition[]): void;
  /** Absolute paths of the files that are watched. */
  watchedFiles(): readonly string[];
}

/** Each reload leaves some compiled code in the cache. */
const reloadsBetweenPrunes = 50;

/**
 * Runs functions the way Lambda does: one process per concurrent invocation, reused when free, more
 * under load up to a limit, a queue beyond it; past a function's reserved concurrency it is throttled. A function that fails is a result; `invoke` rejects
 * only with `lambda/function-unknown`.
 *
 * @example
 * const pool = createFunctionPool({ functions, environment: aws.environment });
 * const result = await pool.invoke("GetOrder", { payload: event, requestId, traceHeader, clientContext: null });
 */
export function createFunctionPool(options: FunctionPoolOptions): FunctionPool {
  const functions = new Map(options.functions.map((entry) => [entry.logicalId, entry]));
  const commandOf = options.commandOf ?? commandBesideCode;
  const kept = options.cacheFolder !== undefined;
  const folder = options.cacheFolder ?? mkdtempSync(path.join(tmpdir(), "lockstep-cache-"));
  mkdirSync(folder, { recursive: true });
  const cache = createBuildCache(path.join(folder, "modules"));
  const compiledFolder = path.join(folder, "compiled");
  void pruneFolder(compiledFolder, compiledLimits);
  const prepared = new Map<string, Promise<PreparedFunction>>();
  const limited = limitConcurrency();
  let bootstrap: Promise<string> | null = null;

  const prepare = (definition: FunctionDefinition): Promise<PreparedFunction> => {
    const known = prepared.get(definition.logicalId) ?? prepareFunction(definition, cache);
    prepared.set(definition.logicalId, known);
    return known;
  };
  const sources =
    options.watch === undefined
      ? null
      : createPoolSources(options.watch, cache, commandOf, (logicalId) => retire(logicalId));
  const scheduler = createEnvironmentScheduler({
    limit: options.maxEnvironments ?? Math.max(8, 4 * availableParallelism()),
    create: async (logicalId) => {
      const definition = find(functions, logicalId);
      const settings = {
        shared: options.environment,
        compileCacheFolder: compiledFolder,
        onStrayLine: (id: string, line: LogLine) => options.onLog?.(id, line),
      };
      const watched = await sources?.prepared(definition);
      if (!definition.runtime.startsWith("nodejs")) {
        return createProgramEnvironment(definition, commandOf(definition), settings);
      }
      const module = watched ?? (await prepare(definition));
      if (!module.ok) return module.failure;
      const bootstrapFile = await (bootstrap ??= buildBootstrap(cache));
      const own = { ...settings, bootstrapFile };
      return createExecutionEnvironment(definition, module.moduleUrl, own);
    },
  });
  const underWay = new InvocationsUnderWay();
  /** Functions whose environments were retired, and that are to have one again. */
  const cooled = new Set<string>();
  /** Environments that are being closed, for whoever closes the pool. */
  const closing = new Set<Promise<void>>();
  let reloads = 0;
  const retire = (logicalId: string): void => {
    reloads += 1;
    if (reloads % reloadsBetweenPrunes === 0) void pruneFolder(compiledFolder, compiledLimits);
    const closed = scheduler.retire(logicalId).catch(() => {});
    closing.add(closed);
    void closed.finally(() => closing.delete(closed));
  };
  /** One after the other, and after whoever waits for an answer: they share the processors. */
  const refresh = async (watched: FunctionSources): Promise<void> => {
    const edited = [...functions.keys()].filter((logicalId) => watched.isEdited(logicalId));
    for (const logicalId of underWay.latestFirst(edited)) {
      await underWay.untilCalm();
      const definition = functions.get(logicalId);
      const isLive = scheduler.has(logicalId) || watched.isBroken(logicalId);
      if (closed || definition === undefined) continue;
      await watched.freshen(definition);
      if (isLive && !scheduler.has(logicalId)) cooled.add(logicalId);
    }
    for (const logicalId of underWay.latestFirst(cooled)) {
      await underWay.untilCalm();
      cooled.delete(logicalId);
      if (closed || !functions.has(logicalId) || scheduler.has(logicalId)) continue;
      await scheduler.warm(logicalId);
    }
  };
  let closed = false;

  return {
    functions,
    async invoke(logicalId: string, invocation: Invocation): Promise<InvocationResult> {
      const definition = find(functions, logicalId);
      return underWay.track(logicalId, async () => {
        if (sources?.isFresh(logicalId) === false) await sources.freshen(definition);
        return limited(definition, invocation, () =>
          scheduler.use(logicalId, (environment) => environment.invoke(invocation)),
        );
      });
    },
    async warm(logicalIds = [...functions.keys()]) {
      const warmed = logicalIds.map(async (logicalId) => {
        find(functions, logicalId);
        await scheduler.warm(logicalId);
      });
      await Promise.all(warmed);
      // So that the first edit does not wait for it.
      if (sources !== null) await startBuilder();
    },
    async reload() {
      prepared.clear();
      await scheduler.retire();
    },
    async refresh() {
      if (sources !== null && !closed) await refresh(sources);
    },
    redefine(definitions) {
      const next = new Map(definitions.map((entry) => [entry.logicalId, entry]));
      for (const [logicalId, known] of functions) {
        const other = next.get(logicalId);
        if (other !== undefined && isDeepStrictEqual(known, other)) continue;
        if (other !== undefined && scheduler.has(logicalId)) cooled.add(logicalId);
        functions.delete(logicalId);
        prepared.delete(logicalId);
        sources?.forget(logicalId);
        retire(logicalId);
      }
      for (const [logicalId, entry] of next) functions.set(logicalId, entry);
    },
    watchedFiles: () => sources?.files() ?? [],
    async close() {
      closed = true;
      await scheduler.close();
      await Promise.all(closing);
      if (!kept) await rm(folder, { recursive: true, force: true });
    },
  };
}

function find(
  functions: ReadonlyMap<string, FunctionDefinition>,
  logicalId: string,
): FunctionDefinition {
  const definition = functions.get(logicalId);
  if (definition !== undefined) return definition;
  throw unknownFunction(logicalId, [...functions.keys()]);
}

/** The error of a logical id no function has. */
export function unknownFunction(logicalId: string, known: readonly string[]): LockstepError {
  return new LockstepError({
    code: "lambda/function-unknown",
    message: `No function has the logical id "${logicalId}".`,
    hint: `Known functions: ${known.length === 0 ? "none" : known.join(", ")}.`,
  });
}
