import { url as inspectorUrl } from "node:inspector";
import type { FunctionDefinition } from "../../core/function-invoker.ts";
import type { HeaderLine } from "../../core/http-message.ts";
import type { Problem } from "../../core/problem.ts";
import type { StateProbe } from "../../core/state-probe.ts";
import type { Exchange, Target } from "../../core/target.ts";
import { createHttpTarget } from "../../checks/target/create-http-target.ts";
import { createInProcessTarget } from "../../checks/target/create-in-process-target.ts";
import { startAws, type LocalAws, type TableChange } from "../../local/aws/start-aws.ts";
import { createFunctionPool, type FunctionPool } from "../../local/lambda/function-pool.ts";
import { noCommand, type CommandSearch } from "../../local/lambda/runtime-api/function-command.ts";
import type { SourceReload } from "../../local/lambda/sources/function-sources.ts";
import { withStandIns } from "../../local/lambda/stand-ins/with-stand-ins.ts";
import { stagePrefix } from "../../model/events/stage-prefix.ts";
import type { Stage } from "../../local/stage/create-stage.ts";
import { listen } from "../../local/stage/listen.ts";
import type { Debugging } from "./debug-functions.ts";
import { defineFunctions, defineStandIns } from "./define-functions.ts";
import type { Project, ProjectApi } from "./load-project.ts";
import { withLocalQueues } from "./local-queue-urls.ts";
import { cacheFolder } from "./project-files.ts";
import { runStage, siblingApis, type RunningStage } from "./run-stage.ts";

/** A stage that listens, and the target that reaches it over HTTP. */
export interface ServedStage {
  readonly api: ProjectApi;
  readonly stageName: string;
  /** `http://127.0.0.1:3000/dev`, no trailing slash; no prefix on the stage `$default`. */
  readonly url: string;
  readonly target: Target;
  /** Lets the process end although the stage listens. */
  unref(): void;
}

/** The project running on this machine: tables, functions and stages. */
export interface LocalProject {
  readonly aws: LocalAws;
  readonly functions: FunctionPool;
  readonly state: StateProbe;
  /** What the local stage of an API does not emulate. */
  problemsOf(api: ProjectApi): readonly Problem[];
  /** The stage of an API, in this process: no socket. */
  inProcessTarget(api: ProjectApi): Target;
  /**
   * Listens on 127.0.0.1; port 0 takes a free one. Throws `stage/port-in-use`.
   *
   * @param headers sent with every request of the stage's target: credentials
   */
  serve(api: ProjectApi, port: number, headers?: readonly HeaderLine[]): Promise<ServedStage>;
  /**
   * Takes the project as it was loaded again: stages answer by it from the next request on, on the same
   * ports, and tables keep their items. An API that is no longer there is served as it was.
   */
  replace(project: Project): Promise<TableChange>;
  /** Empties every table. */
  reset(): Promise<void>;
  /** Ends servers, functions and engine. */
  close(): Promise<void>;
}

/** What makes a local project follow its files. */
export interface LiveProject {
  /** Asked before a stage that listens looks at a request; what it gives is waited for. */
  readonly beforeRequest: () => Promise<void> | null;
  /** Told of functions whose sources were edited. */
  readonly onReload: (reload: SourceReload) => void;
}

/** What may be attached to a local project. */
export interface Attached {
  readonly debugging?: Debugging | null;
  readonly live?: LiveProject | null;
}

/** The stage that answers on a port, which another may take the place of. */
interface ServingStage {
  running: RunningStage;
}

/**
 * Milliseconds: longer than any integration of the API may take, so that the stage's own answer
 * arrives. A streamed one may take 15 minutes.
 */
function requestTimeoutOf({ wired }: ProjectApi): number {
  const declared = wired.operations
    .map(({ operation }) => Number(operation.integration?.raw["timeoutInMillis"] ?? 0))
    .filter((timeout) => timeout > 0 && timeout <= 900_000);
  return 6000 + Math.max(29_000, ...declared);
}

const localAddress = { sourceIp: "127.0.0.1" };

/** Starts the AWS endpoint with the template's tables, as the configuration asks. */
function startTables({ config, template }: Project): Promise<LocalAws> {
  return startAws({
    tables: template.tables,
    region: config.region,
    accountId: config.accountId,
    dynamodb:
      typeof config.dynamodb === "string"
        ? { kind: config.dynamodb }
        : { kind: "endpoint", url: config.dynamodb.endpoint },
  });
}

function openInProcess(api: ProjectApi, running: RunningStage, aws: LocalAws): Target {
  const { stage, name } = running;
  return createInProcessTarget({
    kind: "stage",
    name: `local stage ${name}`,
    gateway: api.wired.resource.kind,
    // With the prefix there is no doubt which part of the path is the stage.
    send: async (request) => {
      const path = `${stagePrefix(name)}${request.path}`;
      const exchange = await stage.handle({ ...request, path }, localAddress);
      return { ...exchange, request };
    },
    capabilities: { state: aws.state, toEvent: null },
    close: async () => {},
  });
}

function openOverHttp(
  api: ProjectApi,
  serving: ServingStage,
  aws: LocalAws,
  { baseUrl, headers }: { readonly baseUrl: string; readonly headers: readonly HeaderLine[] },
): Target {
  return createHttpTarget({
    baseUrl,
    kind: "stage-http",
    gateway: api.wired.resource.kind,
    headers,
    timeoutMs: requestTimeoutOf(api),
    capabilities: { state: aws.state, toEvent: null },
    traceOf: (requestId) => serving.running.traces.get(requestId) ?? null,
  });
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

/** Answers by the stage that is served when the request arrives. */
function handleBy(serving: ServingStage, live: LiveProject | null): Stage["handle"] {
  return async (request, connection) => {
    const reload = live?.beforeRequest() ?? null;
    if (reload !== null) await reload;
    return serving.running.stage.handle(request, connection);
  };
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
  { debugging = null, live = null }: Attached = {},
): Promise<LocalProject> {
  let project = first;
  const aws = await startTables(project);
  const pool = openPool(() => project, aws, { debugging, live });
  const isDebugged = debuggedBy(debugging);
  const standIns = new Map(defineStandIns(project));
  const functions = withStandIns(pool, standIns);
  const stages = new Map<ProjectApi, RunningStage>();
  const stageOf = keptIn(stages, (api) =>
    runStage(project, api, functions, aws, { onExchange, isDebugged, apiOf }),
  );
  const apiOf = siblingApis(() => project, stageOf);
  const closers: (() => Promise<void>)[] = [];
  const serving = new Map<string, ServingStage>();
  const replace = async (next: Project): Promise<TableChange> => {
    const tables = await aws.redefineTables(next.template.tables);
    project = next;
    const isLeft = [...serving.keys()].some((id) => !next.apis.some((api) => idOf(api) === id));
    const left = isLeft ? [...functions.functions.values()] : [];
    functions.redefine(withLeft(withLocalQueues(defineFunctions(next), aws.environment), left));
    standIns.clear();
    for (const [name, standIn] of defineStandIns(next)) standIns.set(name, standIn);
    stages.clear();
    serveBy(serving, next, stageOf);
    return tables;
  };
  return {
    aws,
    functions,
    state: aws.state,
    problemsOf: (api) => stageOf(api).stage.problems,
    inProcessTarget: (api) => openInProcess(api, stageOf(api), aws),
    serve: async (api, port, headers = []) => {
      const stage = { running: stageOf(api) };
      const server = await listen(stage.running.name, handleBy(stage, live), { port });
      serving.set(idOf(api), stage);
      const target = openOverHttp(api, stage, aws, { baseUrl: server.baseUrl, headers });
      closers.push(async () => {
        await target.close();
        await server.close();
      });
      const unref = (): void => server.unref();
      return { api, stageName: stage.running.name, url: server.baseUrl, target, unref };
    },
    replace,
    reset: () => aws.reset(),
    close: async () => {
      await Promise.all(closers.map((close) => close()));
      await functions.close();
      await aws.close();
    },
  };
}
