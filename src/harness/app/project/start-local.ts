import { url as inspectorUrl } from "node:inspector";
import type { FunctionDefinition } from "../../core/function-invoker.ts";
import type { Problem } from "../../core/problem.ts";
import type { StateProbe } from "../../core/state-probe.ts";
import type { Exchange, Target } from "../../core/target.ts";
import { startAws, type LocalAws, type TableChange } from "../../local/aws/start-aws.ts";
import { createFunctionPool, type FunctionPool } from "../../local/lambda/function-pool.ts";
import { noCommand, type CommandSearch } from "../../local/lambda/runtime-api/function-command.ts";
import type { SourceReload } from "../../local/lambda/sources/function-sources.ts";
import { withStandIns } from "../../local/lambda/stand-ins/with-stand-ins.ts";
import { createResetHooks, type ResetHook } from "../../local/stage/reset-hooks.ts";
import type { AnswerUnrouted } from "../../local/stage/static-files.ts";
import type { AccessLog } from "./access-log.ts";
import type { Debugging } from "./debug-functions.ts";
import { awsOptions } from "./aws-options.ts";
import { defineFunctions, defineStandIns } from "./define-functions.ts";
import type { Project, ProjectApi } from "./load-project.ts";
import { withLocalQueues } from "./local-queue-urls.ts";
import { cacheFolder } from "./project-files.ts";
import { StageServers, type ApiMount, type ServedStage, type ServePlace } from "./stage-servers.ts";
import { openInProcess, type ServingStage } from "./stage-targets.ts";
import { runStage, siblingApis, type RunningStage } from "./run-stage.ts";
import { TraceLog } from "./trace-log.ts";

/** The project running on this machine: tables, functions and stages. */
export interface LocalProject {
  readonly aws: LocalAws;
  readonly functions: FunctionPool;
  readonly state: StateProbe;
  /** What the local stage of an API does not emulate. */
  problemsOf(api: ProjectApi): readonly Problem[];
  /** The stage of an API, in this process: no socket. */
  inProcessTarget(api: ProjectApi): Target;
  /** Listens on 127.0.0.1; port 0 takes a free one. Throws `stage/port-in-use`. */
  serve(api: ProjectApi, port: number, place?: ServePlace): Promise<ServedStage>;
  /** Serves several APIs on one port, each where it is mounted; one may be mounted more than once. */
  serveTogether(
    mounts: readonly ApiMount[],
    port: number,
    place?: ServePlace,
  ): Promise<readonly ServedStage[]>;
  /**
   * Takes the project as it was loaded again: stages answer by it from the next request on, on the same
   * ports, and tables keep their items. An API that is no longer there is served as it was.
   */
  replace(project: Project): Promise<TableChange>;
  /** Empties every table, and clears what stages and others keep between requests. */
  reset(): Promise<void>;
  /** Registers what clears state of its own with every reset. */
  onReset(hook: ResetHook): void;
  /** Ends servers, functions and engine; requests under way may finish within the servers' grace. */
  close(): Promise<void>;
  /** Breaks off requests that are under way while it closes. */
  cut(): void;
}

/** What makes a local project follow its files. */
export interface LiveProject {
  /**
   * Asked before a stage that listens looks at a request; what it gives is waited for. Told whether requests that came
   * before have not been answered.
   */
  readonly beforeRequest: (isBusy: boolean) => Promise<void> | null;
  /** Told of functions whose sources were edited. */
  readonly onReload: (reload: SourceReload) => void;
}

/** What may be attached to a local project. */
export interface Attached {
  readonly debugging?: Debugging | null;
  readonly live?: LiveProject | null;
  readonly accessLog?: AccessLog | null;
  readonly unrouted?: AnswerUnrouted | null;
}

/** @param current the project, which another may take the place of */
function openPool(
  current: () => Project,
  aws: LocalAws,
  { debugging = null, live = null }: Attached,
): FunctionPool {
  return createFunctionPool({
    functions: withLocalQueues(defineFunctions(current()), aws.environment),
    environment: aws.environment,
    commandOf: ({ logicalId }) => commandOf(current(), logicalId),
    cacheFolder: cacheFolder(current().config.root),
    ...debugging,
    ...(live === null ? {} : { watch: { onReload: (reload) => live.onReload(reload) } }),
  });
}

/** Puts the stages of a project in the place of those that are served. */
function serveBy(
  serving: ReadonlyMap<string, ServingStage>,
  { apis }: Project,
  stageOf: (api: ProjectApi) => RunningStage,
): void {
  for (const api of apis) {
    const stage = serving.get(idOf(api));
    if (stage !== undefined) stage.running = stageOf(api);
  }
}

/** Definitions, with those of functions that are no longer defined: an API that is served as it was calls them. */
function withLeft(
  definitions: readonly FunctionDefinition[],
  left: readonly FunctionDefinition[],
): readonly FunctionDefinition[] {
  return [...new Map([...left, ...definitions].map((each) => [each.logicalId, each])).values()];
}

function idOf({ wired }: ProjectApi): string {
  return wired.resource.logicalId;
}

function commandOf({ runners }: Project, logicalId: string): CommandSearch {
  const runner = runners.get(logicalId);
  return runner?.kind === "program"
    ? runner.search
    : noCommand("Runtime.InvalidRuntime", `Nothing on this machine runs ${logicalId}.`);
}

/** Sets up each stage once, until the map is emptied. */
function keptIn(
  stages: Map<ProjectApi, RunningStage>,
  create: (api: ProjectApi) => RunningStage,
): (api: ProjectApi) => RunningStage {
  return (api) => {
    const stage = stages.get(api) ?? create(api);
    stages.set(api, stage);
    return stage;
  };
}

/** A debugger of this process stops its timers' callers, too. */
function debuggedBy(debugging: Debugging | null): (functionId: string) => boolean {
  return (functionId) =>
    debugging?.inspections.has(functionId) === true || inspectorUrl() !== undefined;
}

/** What clears the state of tables and stages, and of whoever registers. */
function resetOf(
  aws: LocalAws,
  running: () => readonly RunningStage[],
): Pick<LocalProject, "reset" | "onReset"> {
  const hooks = createResetHooks();
  // Tables of another are no reason to keep what stages know.
  hooks.onReset(() => aws.reset());
  hooks.onReset(async () => {
    for (const { stage } of new Set(running())) await stage.reset();
  });
  return { onReset: hooks.onReset, reset: () => hooks.run() };
}

/**
 * Starts tables and functions of a project on this machine. Nothing listens but the AWS endpoint
 * (loopback, a free port) until `serve` is called. Throws what the engine throws when it cannot start.
 *
 * @param onExchange told of every request a stage has answered
 * @param attached a debugger for functions, and what makes them follow their sources; by default there is neither,
 *   and all stays as it was when it was first used
 */
export async function startLocal(
  first: Project,
  onExchange: (exchange: Exchange) => void = () => {},
  { debugging = null, live = null, accessLog = null, unrouted = null }: Attached = {},
): Promise<LocalProject> {
  let project = first;
  const aws = await startAws(awsOptions(project));
  const pool = openPool(() => project, aws, { debugging, live });
  const isDebugged = debuggedBy(debugging);
  const standIns = new Map(defineStandIns(project));
  const functions = withStandIns(pool, standIns);
  const traces = new TraceLog();
  const stages = new Map<ProjectApi, RunningStage>();
  const watching = { onExchange, traces, isDebugged, accessLog, unrouted };
  const stageOf = keptIn(stages, (api) =>
    runStage(project, api, functions, aws, { ...watching, apiOf }),
  );
  const apiOf = siblingApis(() => project, stageOf);
  const { reset, onReset } = resetOf(aws, () => [...stages.values(), ...serving.running()]);
  const serving = new StageServers({ stageOf, aws, traces, live, reset, unplaced: watching });
  const replace = async (next: Project): Promise<TableChange> => {
    const tables = await aws.redefineTables(next.template.tables);
    project = next;
    const isLeft = [...serving.stages.keys()].some(
      (id) => !next.apis.some((api) => idOf(api) === id),
    );
    const left = isLeft ? [...functions.functions.values()] : [];
    functions.redefine(withLeft(withLocalQueues(defineFunctions(next), aws.environment), left));
    standIns.clear();
    for (const [name, standIn] of defineStandIns(next)) standIns.set(name, standIn);
    stages.clear();
    serveBy(serving.stages, next, stageOf);
    return tables;
  };
  return {
    aws,
    functions,
    state: aws.state,
    problemsOf: (api) => stageOf(api).stage.problems,
    inProcessTarget: (api) => openInProcess(api, stageOf(api), aws),
    serve: (api, port, place = {}) => serving.serve(api, port, place),
    serveTogether: (mounts, port, place = {}) => serving.serveTogether(mounts, port, place),
    replace,
    reset,
    onReset,
    cut: () => serving.cut(),
    close: async () => {
      await serving.close();
      accessLog?.close();
      await functions.close();
      await aws.close();
    },
  };
}
