import { mkdirSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import type { FunctionDefinition, FunctionInvoker, LogLine } from "../../core/function-invoker.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { createBuildCache, type BuildCache } from "./build/build-cache.ts";
import { buildBootstrap } from "./build/build-bootstrap.ts";
import { compiledLimits, pruneFolder } from "./build/prune-folder.ts";
import { prepareFunction, type PreparedFunction } from "./build/prepare-function.ts";
import {
  createEnvironmentScheduler,
  type EnvironmentScheduler,
  type SchedulerOptions,
} from "./environment-scheduler.ts";
import { createExecutionEnvironment } from "./execution-environment.ts";
import { functionsOf, inspectionSettings, type InspectionOptions } from "./inspection.ts";
import { limitConcurrency, type LimitedRun } from "./limit-concurrency.ts";
import { createProgramEnvironment } from "./runtime-api/create-program-environment.ts";
import { commandBesideCode } from "./runtime-api/find-command.ts";
import type { CommandSearch } from "./runtime-api/function-command.ts";
import type { FunctionSources } from "./sources/function-sources.ts";
import { PoolReloads } from "./sources/pool-reloads.ts";
import { createPoolSources, type SourceWatch } from "./sources/pool-sources.ts";
import { workInOrder } from "./work-in-order.ts";

/** What a pool is made of. */
export interface FunctionPoolOptions extends InspectionOptions {
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
  /**
   * Starts one environment of each named function (all by default) ahead of its first invocation, in order and
   * one for each processor at once, as far as there is room; those an invocation has started are left out.
   */
  warm(logicalIds?: readonly string[]): Promise<void>;
  /** Warms all in the background: one processor is left to invocations, and the first of each tells what fails. */
  warmMeanwhile(): void;
  /** Builds all, so that they run as their sources are now; what is not built is read when an environment starts. */
  prepare(): Promise<void>;
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
  const functions = functionsOf(options.functions, options);
  const debugged = new Set(options.inspections?.keys());
  const kept = options.cacheFolder !== undefined;
  const folder = options.cacheFolder ?? mkdtempSync(path.join(tmpdir(), "lockstep-cache-"));
  mkdirSync(folder, { recursive: true });
  const compiledFolder = path.join(folder, "compiled");
  void pruneFolder(compiledFolder, compiledLimits);
  const cache = createBuildCache(path.join(folder, "modules"));
  const prepared = new Map<string, Promise<PreparedFunction>>();
  const limited = limitConcurrency();
  const limit = options.maxEnvironments ?? usualLimit();
  const { watch, commandOf = commandBesideCode } = options;
  const sources =
    watch === undefined
      ? null
      : createPoolSources(watch, cache, commandOf, (logicalId) => reloads.retire(logicalId));
  const prepare = (definition: FunctionDefinition): Promise<PreparedFunction> => {
    const known = prepared.get(definition.logicalId) ?? prepareFunction(definition, cache);
    prepared.set(definition.logicalId, known);
    return known;
  };
  const create = environmentMaker(options, { functions, compiledFolder, cache, prepare, sources });
  const scheduler = createEnvironmentScheduler({ limit, alone: debugged, create });
  const warm = (each: string): Promise<void> => warmUp(scheduler, each, debugged.has(each));
  const reloads = new PoolReloads({ functions, scheduler, warm, sources, compiledFolder });
  // More at once than there are processors would keep the first one waiting for all.
  const warmInOrder = (logicalIds: readonly string[], processors: number): Promise<void> =>
    workInOrder(inWarmOrder(logicalIds, debugged, limit), processors, warm);
  const dispose = async (): Promise<void> => {
    await reloads.close();
    if (!kept) await rm(folder, { recursive: true, force: true });
  };
  return poolOf({
    functions,
    prepared,
    prepare,
    limited,
    scheduler,
    sources,
    reloads,
    warmInOrder,
    asDebugged: (definitions) => [...functionsOf(definitions, options).values()],
    dispose,
  });
}

/** What a pool is put together from. */
interface PoolWorks {
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** By logical id, until a reload. */
  readonly prepared: Map<string, Promise<PreparedFunction>>;
  readonly prepare: (definition: FunctionDefinition) => Promise<PreparedFunction>;
  readonly limited: LimitedRun;
  readonly scheduler: EnvironmentScheduler;
  readonly sources: FunctionSources | null;
  readonly reloads: PoolReloads;
  readonly warmInOrder: (logicalIds: readonly string[], processors: number) => Promise<void>;
  /** Definitions as the pool runs them. */
  readonly asDebugged: (
    definitions: readonly FunctionDefinition[],
  ) => readonly FunctionDefinition[];
  readonly dispose: () => Promise<void>;
}

function poolOf(works: PoolWorks): FunctionPool {
  const { functions, prepared, limited, scheduler, sources, reloads, warmInOrder, dispose } = works;
  return {
    functions,
    async invoke(logicalId, invocation) {
      const definition = find(functions, logicalId);
      const run = () => scheduler.use(logicalId, (environment) => environment.invoke(invocation));
      return reloads.run(definition, () => limited(definition, invocation, run));
    },
    async warm(logicalIds = [...functions.keys()]) {
      for (const logicalId of logicalIds) find(functions, logicalId);
      await warmInOrder(logicalIds, availableParallelism());
      await reloads.getReady();
    },
    warmMeanwhile() {
      const warmed = warmInOrder([...functions.keys()], availableParallelism() - 1);
      warmed.then(() => reloads.getReady()).catch(() => {});
    },
    async prepare() {
      const built = [...functions.values()].filter(({ runtime }) => runtime.startsWith("nodejs"));
      await workInOrder(built, availableParallelism(), async (each) => {
        await (sources?.prepared(each) ?? works.prepare(each));
      });
    },
    async reload() {
      prepared.clear();
      await scheduler.retire();
    },
    refresh: () => reloads.refresh(),
    redefine(definitions) {
      reloads.redefine(works.asDebugged(definitions), (logicalId) => prepared.delete(logicalId));
    },
    watchedFiles: () => sources?.files() ?? [],
    close: dispose,
  };
}

interface PoolState {
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly compiledFolder: string;
  readonly cache: BuildCache;
  readonly prepare: PoolWorks["prepare"];
  /** `null` in a pool that does not watch. */
  readonly sources: FunctionSources | null;
}

/** Makes environments of the pool's functions; modules and the bootstrap are built once. */
function environmentMaker(
  options: FunctionPoolOptions,
  { functions, compiledFolder, cache, prepare, sources }: PoolState,
): SchedulerOptions["create"] {
  const commandOf = options.commandOf ?? commandBesideCode;
  let bootstrap: Promise<string> | null = null;
  return async (logicalId) => {
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
    const own = { ...settings, ...inspectionSettings(options, logicalId), bootstrapFile };
    return createExecutionEnvironment(definition, module.moduleUrl, own);
  };
}

/**
 * Warms a function. One under a debugger is warm when that has come, which may be never: it is not waited for, and
 * its first invocation tells what fails.
 */
async function warmUp(
  scheduler: EnvironmentScheduler,
  logicalId: string,
  debugged: boolean,
): Promise<void> {
  const ready = scheduler.warm(logicalId);
  if (debugged) void ready.catch(() => {});
  else await ready;
}

/** Those under a debugger first, and all of them: their inspectors are waited for. The others as far as there is room. */
function inWarmOrder(
  logicalIds: readonly string[],
  debugged: ReadonlySet<string>,
  limit: number,
): readonly string[] {
  const first = logicalIds.filter((each) => debugged.has(each));
  const others = logicalIds.filter((each) => !debugged.has(each));
  return [...first, ...others.slice(0, Math.max(0, limit - first.length))];
}

/** Most execution environments at once, where nobody says. */
function usualLimit(): number {
  return Math.max(8, 4 * availableParallelism());
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
