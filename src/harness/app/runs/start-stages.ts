import { LockstepError } from "../../core/lockstep-error.ts";
import type { Exchange } from "../../core/target.ts";
import { FileStamps } from "../../local/lambda/sources/file-stamps.ts";
import { debugFunctions, type DebugRequest } from "../project/debug-functions.ts";
import { loadWithStamps, type LoadedProject } from "../project/load-with-stamps.ts";
import type { ConfigOverrides } from "../project/resolve-config.ts";
import { describeExchange } from "./describe-exchange.ts";
import { openAccessLog, type AccessLog } from "../project/access-log.ts";
import { openFunctionLog } from "../project/function-log.ts";
import { apiTitle } from "../project/api-title.ts";
import { startLocal, type LocalProject } from "../project/start-local.ts";
import { allowedHosts } from "./allowed-hosts.ts";
import { openStaticFolder } from "./static-folder.ts";
import { tellAddress, tellCaller, tellDisabled } from "./tell-caller.ts";
import { tellVariables } from "./tell-variables.ts";
import { later, type Later } from "./later.ts";
import { madeUpKeys } from "./made-up-keys.ts";
import { nameAnswerer } from "./name-answerer.ts";
import { planMounts, type SharedPort } from "./plan-mounts.ts";
import { readTls, type TlsPaths } from "./read-tls.ts";
import { unservedApis, unservedRoutes } from "./unserved-routes.ts";
import { isLoopback } from "../../local/stage/listen.ts";
import type { Project } from "../project/load-project.ts";
import type { ApiMount, ServedStage, ServePlace } from "../project/stage-servers.ts";
import type { StagesReport, StartedStage } from "../report/stages-report.ts";
import { loadProblems } from "./watch/load-problems.ts";
import { ProjectWatch } from "./watch/watch-project.ts";

/** What `start` is asked to do. */
export interface StartOptions {
  readonly overrides: ConfigOverrides;
  /** Port of the first API as typed; the next APIs take the next ports. */
  readonly port: string;
  /** Address to listen on: of another than loopback it is warned. Default: `127.0.0.1`. */
  readonly host?: string;
  /** Names under which requests are answered besides those of this machine; custom domains that are served are. */
  readonly allowedHosts?: readonly string[];
  /** Files of certificate and key, for HTTPS. */
  readonly tls?: TlsPaths;
  /** How APIs share a port; by default each has its own. */
  readonly shared?: SharedPort;
  /** Where access logs go: a file, or `-` for `say`. */
  readonly accessLog?: string;
  /** A folder whose files are served where no route answers, relative to the project root. */
  readonly staticDir?: string;
  /** A file that gets what functions log, in place of `say`. */
  readonly logFile?: string;
  /** Debuggers to wait for. */
  readonly debug?: readonly DebugRequest[];
  /** Whether edits of the project's files are served at once; otherwise all stays as it was started. */
  readonly watch: boolean;
  /** Told of problems that do not keep the stage from running, and of every request it answers. */
  readonly say: (line: string) => void;
}

/** Stages that are running. */
export interface RunningStages extends StagesReport {
  /** Lets requests under way finish for at most 5 seconds. */
  close(): Promise<void>;
  /** Breaks off requests that are under way while it closes. */
  cut(): void;
}

/** Milliseconds within which problems are told: to judge a document takes longer than to answer a first request. */
const problemsWithinMs = 300;

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new LockstepError({
    code: "project/config-invalid",
    message: `--port "${text}" is not a port number (0 to 65535).`,
  });
}

const ownPorts: SharedPort = { domain: null, basePaths: [], onePort: false };

/** Throws `stage/tls-unusable` for files that cannot be read, `project/config-invalid` for what is no host name. */
function toPlace(
  { host = "127.0.0.1", tls, allowedHosts: names = [], say }: StartOptions,
  mounts: readonly ApiMount[],
): ServePlace {
  const exposed = !isLoopback(host);
  if (exposed)
    say(
      `warning: the stage listens on ${host}. Other machines can reach it; it runs your functions without authentication of its own.`,
    );
  const hosts = allowedHosts(names, mounts);
  return {
    host,
    exposed,
    tls: tls === undefined ? null : readTls(tls),
    // Whoever lets other machines in has them come by any name.
    ...(exposed ? {} : { hosts }),
  };
}

interface Logs {
  readonly access: AccessLog | null;
  readonly onExchange: (exchange: Exchange) => void;
  close(): void;
}

/** Throws `project/config-invalid` for a log that cannot be written. */
function openLogs({ accessLog, logFile, say }: StartOptions): Logs {
  const functions = logFile === undefined ? null : openFunctionLog(logFile);
  const access =
    accessLog === undefined ? null : openAccessLog(accessLog === "-" ? null : accessLog, say);
  return {
    access,
    onExchange: (exchange) => {
      const { trace } = exchange;
      functions?.write(trace.logs);
      const told = functions === null ? exchange : { ...exchange, trace: { ...trace, logs: [] } };
      for (const line of describeExchange(told)) say(line);
    },
    close: () => functions?.close(),
  };
}

interface Serving {
  readonly first: number;
  readonly place: ServePlace;
  readonly mounts: readonly ApiMount[];
}

/** An API where it is served. */
interface ServedApi {
  readonly served: ServedStage;
  /** `api.example.com/v1`. */
  readonly domain: string | null;
}

/** Those that share a port on the first one, each of the others on the next. */
async function serveAll(
  project: Project,
  local: LocalProject,
  { first, place, mounts }: Serving,
): Promise<readonly ServedApi[]> {
  const all: ServedApi[] = [];
  if (mounts.length > 0) {
    const shared = await local.serveTogether(mounts, first, place);
    for (const [index, served] of shared.entries()) {
      const { domain = null, base = "" } = mounts[index] ?? {};
      all.push({ served, domain: domain === null ? null : `${domain}${base}` });
    }
  }
  const mounted = new Set(mounts.map(({ api }) => api));
  const own = project.apis.filter((api) => !mounted.has(api));
  const taken = mounts.length > 0 ? 1 : 0;
  for (const [index, api] of own.entries()) {
    const port = first === 0 ? 0 : first + taken + index;
    all.push({ served: await local.serve(api, port, place), domain: null });
  }
  return all;
}

function describeStage(
  project: Project,
  local: LocalProject,
  { served, domain }: ServedApi,
): StartedStage {
  const { api, url, stageName } = served;
  const { resource, operations } = api.wired;
  const { port, protocol } = new URL(url);
  return {
    title: apiTitle(project, api),
    logicalId: resource.logicalId,
    type: resource.kind,
    stage: stageName,
    url,
    port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    domain,
    routes: operations.map((wired) => ({
      method: wired.operation.anyMethod ? "ANY" : wired.operation.method,
      path: wired.operation.path.replace(/^\/\$default$/, "$default"),
      answeredBy: nameAnswerer(project.config, wired),
    })),
    unserved: unservedRoutes(project, api, local.problemsOf(api)),
    apiKeys: madeUpKeys(project, api),
  };
}

/** A fault of ours in judging a document does not end a stage that serves it. */
function tellProblems({ project, resolution }: LoadedProject, say: (line: string) => void): void {
  try {
    for (const line of loadProblems(project, resolution.findings)) say(line);
  } catch (error) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say(`Problems cannot be told. This is a bug in lockstep, not in your project:\n${trace}`);
  }
}

function nothingToServe({ config }: Project, unserved: RunningStages["unserved"]): LockstepError {
  return new LockstepError({
    code: "project/nothing-to-serve",
    message: `${config.template} holds no API that could be read.`,
    details: unserved.map(({ reason }) => reason),
  });
}

interface Starting {
  readonly loaded: LoadedProject;
  readonly stamps: FileStamps;
  readonly first: number;
  readonly problems: Later;
}

/** Starts what was loaded; the problems wait until it listens. */
async function startLoaded(
  options: StartOptions,
  { loaded, stamps, first, problems }: Starting,
): Promise<RunningStages> {
  const { project, resolution } = loaded;
  const { overrides, say } = options;
  const told = { configProblems: resolution.problems, functionId: null };
  for (const line of tellVariables(project, told)) say(line);
  for (const line of [...tellCaller(project.apis), ...tellAddress(project)]) say(`${line}.`);
  for (const line of tellDisabled(project.apis)) say(line);
  const unserved = unservedApis(project);
  if (project.apis.length === 0) throw nothingToServe(project, unserved);
  const mounts = planMounts(project, options.shared ?? ownPorts);
  const place = toPlace(options, mounts);
  const unrouted =
    options.staticDir === undefined
      ? null
      : openStaticFolder(project.config.root, options.staticDir, say);
  const sayNext = (line: string): void => {
    problems.now();
    say(line);
  };
  const watch = options.watch
    ? new ProjectWatch({ overrides, first: loaded, stamps, say: sayNext })
    : null;
  const debugging = await debugFunctions(project, options.debug ?? [], null, say);
  const logs = openLogs(options);
  const attached = { debugging, live: watch, accessLog: logs.access, unrouted };
  const local = await startLocal(project, logs.onExchange, attached);
  try {
    if (watch === null) await local.functions.prepare();
    // Their processes start while the stages do.
    local.functions.warmMeanwhile();
    const served = await serveAll(project, local, { first, place, mounts });
    const stages = served.map((each) => describeStage(project, local, each));
    watch?.begin(local);
    problems.within(problemsWithinMs);
    return {
      stages,
      unserved,
      awsEndpoint: local.aws.endpoint,
      dynamodb: local.aws.engine.name,
      close: async () => {
        problems.now();
        await watch?.close();
        await local.close();
        logs.close();
      },
      cut: () => local.cut(),
    };
  } catch (failure) {
    await local.close();
    logs.close();
    throw failure;
  }
}

/**
 * Starts every API of the project on its own port, with its tables and functions.
 * Throws `LockstepError` when nothing can be served (`stage/port-in-use`, `template/not-found`, …); problems of the
 * project are told before.
 */
export async function startStages(options: StartOptions): Promise<RunningStages> {
  const first = parsePort(options.port);
  const { loaded, error, stamps } = await loadWithStamps(options.overrides, FileStamps.none);
  if (loaded === null) throw error;
  const problems = later(() => tellProblems(loaded, options.say));
  try {
    return await startLoaded(options, { loaded, stamps, first, problems });
  } catch (failure) {
    // They may be why.
    problems.now();
    throw failure;
  }
}
