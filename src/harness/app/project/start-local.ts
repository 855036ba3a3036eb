import { url as inspectorUrl } from "node:inspector";
import type { FunctionInvoker } from "../../core/function-invoker.ts";
import type { HeaderLine } from "../../core/http-message.ts";
import type { Problem } from "../../core/problem.ts";
import type { StateProbe } from "../../core/state-probe.ts";
import type { Exchange, Target, Trace } from "../../core/target.ts";
import { createHttpTarget } from "../../checks/target/create-http-target.ts";
import { createInProcessTarget } from "../../checks/target/create-in-process-target.ts";
import { startAws, type LocalAws } from "../../local/aws/start-aws.ts";
import { createFunctionPool, type FunctionPool } from "../../local/lambda/function-pool.ts";
import { noCommand, type CommandSearch } from "../../local/lambda/runtime-api/function-command.ts";
import { withStandIns } from "../../local/lambda/stand-ins/with-stand-ins.ts";
import { stagePrefix } from "../../model/events/stage-prefix.ts";
import { usagePlansOf } from "../../model/wiring/usage/usage-plans-of.ts";
import { createStage, type Stage } from "../../local/stage/create-stage.ts";
import type { Debugging } from "./debug-functions.ts";
import { defineFunctions, defineStandIns } from "./define-functions.ts";
import type { Project, ProjectApi } from "./load-project.ts";
import { projectIdentity } from "./identity/project-identity.ts";
import { localStageName } from "./local-stage-name.ts";
import { localQueueUrls, withLocalQueues } from "./local-queue-urls.ts";
import { cacheFolder, randomIds, systemClock } from "./project-files.ts";

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
  /** Empties every table. */
  reset(): Promise<void>;
  /** Ends servers, functions and engine. */
  close(): Promise<void>;
}

interface RunningStage {
  readonly stage: Stage;
  readonly name: string;
  readonly traces: Map<string, Trace>;
}

/** How many traces a stage keeps for targets that reach it over HTTP. */
const keptTraces = 1000;

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

/** Who looks on while a stage answers. */
interface StageWatch {
  readonly onExchange: (exchange: Exchange) => void;
  readonly isDebugged: (functionId: string) => boolean;
}

function runStage(
  project: Project,
  api: ProjectApi,
  invoker: FunctionInvoker,
  aws: LocalAws,
  { onExchange, isDebugged }: StageWatch,
): RunningStage {
  const traces = new Map<string, Trace>();
  const name = localStageName(api.wired.resource);
  const stage = createStage({
    api: api.wired,
    template: project.template.source,
    stageName: name,
    stageVariables: localQueueUrls(api.wired.resource.stageVariables, aws.endpoint),
    schemas: api.registry,
    invoker,
    ports: { clock: systemClock, ids: randomIds },
    accountId: project.config.accountId,
    region: project.config.region,
    strictStagePrefix: project.config.strictStagePrefix,
    choices: project.config.restApi,
    identity: projectIdentity(project.config),
    usagePlans: usagePlansOf(project.template, api.wired.resource),
    throttling: project.config.throttling,
    canary: project.config.canary ? { next: () => Math.random() } : null,
    awsCallsOf: (root) => aws.callsOf(root),
    isDebugged,
    onExchange: (exchange) => {
      onExchange(exchange);
      const { trace } = exchange;
      if (trace.requestId === null) return;
      traces.set(trace.requestId, trace);
      const oldest = traces.size > keptTraces ? traces.keys().next() : null;
      if (oldest?.done === false) traces.delete(oldest.value);
    },
  });
  return { stage, name, traces };
}

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
  running: RunningStage,
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
    traceOf: (requestId) => running.traces.get(requestId) ?? null,
  });
}

function commandOf({ runners }: Project, logicalId: string): CommandSearch {
  const runner = runners.get(logicalId);
  return runner?.kind === "program"
    ? runner.search
    : noCommand("Runtime.InvalidRuntime", `Nothing on this machine runs ${logicalId}.`);
}

/**
 * Starts tables and functions of a project on this machine. Nothing listens but the AWS endpoint
 * (loopback, a free port) until `serve` is called. Throws what the engine throws when it cannot start.
 *
 * @param onExchange told of every request a stage has answered
 * @param debugging functions that run under a debugger
 */
export async function startLocal(
  project: Project,
  onExchange: (exchange: Exchange) => void = () => {},
  debugging: Debugging | null = null,
): Promise<LocalProject> {
  const aws = await startTables(project);
  const pool = createFunctionPool({
    functions: withLocalQueues(defineFunctions(project), aws.environment),
    environment: aws.environment,
    commandOf: ({ logicalId }) => commandOf(project, logicalId),
    cacheFolder: cacheFolder(project.config.root),
    ...debugging,
  });
  // A debugger of this process stops its timers' callers, too.
  const isDebugged = (functionId: string): boolean =>
    debugging?.inspections.has(functionId) === true || inspectorUrl() !== undefined;
  const functions = withStandIns(pool, defineStandIns(project));
  const stages = new Map<ProjectApi, RunningStage>();
  const stageOf = (api: ProjectApi): RunningStage => {
    const known = stages.get(api);
    if (known !== undefined) return known;
    const fresh = runStage(project, api, functions, aws, { onExchange, isDebugged });
    stages.set(api, fresh);
    return fresh;
  };
  const closers: (() => Promise<void>)[] = [];
  return {
    aws,
    functions,
    state: aws.state,
    problemsOf: (api) => stageOf(api).stage.problems,
    inProcessTarget: (api) => openInProcess(api, stageOf(api), aws),
    serve: async (api, port, headers = []) => {
      const running = stageOf(api);
      const server = await running.stage.listen({ port });
      const target = openOverHttp(api, running, aws, { baseUrl: server.baseUrl, headers });
      closers.push(async () => {
        await target.close();
        await server.close();
      });
      const unref = (): void => server.unref();
      return { api, stageName: running.name, url: server.baseUrl, target, unref };
    },
    reset: () => aws.reset(),
    close: async () => {
      await Promise.all(closers.map((close) => close()));
      await functions.close();
      await aws.close();
    },
  };
}
