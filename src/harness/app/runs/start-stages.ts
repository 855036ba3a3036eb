import { LockstepError } from "../../core/lockstep-error.ts";
import type { Exchange } from "../../core/target.ts";
import { FileStamps } from "../../local/lambda/sources/file-stamps.ts";
import { debugFunctions, type DebugRequest } from "../project/debug-functions.ts";
import { loadWithStamps } from "../project/load-with-stamps.ts";
import type { ConfigOverrides } from "../project/resolve-config.ts";
import { describeExchange } from "./describe-exchange.ts";
import { apiTitle } from "../project/api-title.ts";
import { startLocal } from "../project/start-local.ts";
import { tellVariables } from "./tell-variables.ts";
import { nameAnswerer } from "./name-answerer.ts";
import {
  unservedApis,
  unservedRoutes,
  type UnservedApi,
  type UnservedRoute,
} from "./unserved-routes.ts";
import { loadProblems } from "./watch/load-problems.ts";
import { ProjectWatch } from "./watch/watch-project.ts";

/** What `start` is asked to do. */
export interface StartOptions {
  readonly overrides: ConfigOverrides;
  /** Port of the first API as typed; the next APIs take the next ports. */
  readonly port: string;
  /** Debuggers to wait for. */
  readonly debug?: readonly DebugRequest[];
  /** Whether edits of the project's files are served at once; otherwise all stays as it was started. */
  readonly watch: boolean;
  /** Told of problems that do not keep the stage from running, and of every request it answers. */
  readonly say: (line: string) => void;
}

/** Stages that are running. */
export interface RunningStages {
  readonly stages: readonly {
    readonly title: string;
    readonly logicalId: string;
    readonly url: string;
    /** `POST /orders → CreateOrderFunction`. */
    readonly routes: readonly string[];
    /** Those of the routes that are not answered as API Gateway would, with the reason. */
    readonly unserved: readonly UnservedRoute[];
  }[];
  /** APIs of the template without a stage here, with the reason. */
  readonly unserved: readonly UnservedApi[];
  readonly awsEndpoint: string;
  readonly dynamodb: string;
  close(): Promise<void>;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new LockstepError({
    code: "project/config-invalid",
    message: `--port "${text}" is not a port number (0 to 65535).`,
  });
}

/**
 * Starts every API of the project on its own port, with its tables and functions.
 * Throws `LockstepError` when nothing can be served (`stage/port-in-use`, `template/not-found`, …).
 */
export async function startStages(options: StartOptions): Promise<RunningStages> {
  const first = parsePort(options.port);
  const { loaded, error, stamps } = await loadWithStamps(options.overrides, FileStamps.none);
  if (loaded === null) throw error;
  const { project, resolution } = loaded;
  const { config } = project;
  for (const line of loadProblems(project, resolution.findings)) options.say(line);
  const told = { configProblems: resolution.problems, functionId: null };
  for (const line of tellVariables(project, told)) options.say(line);
  const unserved = unservedApis(project);
  if (project.apis.length === 0) {
    throw new LockstepError({
      code: "project/nothing-to-serve",
      message: `${config.template} holds no API that could be read.`,
      details: unserved.map(({ reason }) => reason),
    });
  }
  const { overrides, say } = options;
  const watch = options.watch ? new ProjectWatch({ overrides, first: loaded, stamps, say }) : null;
  const debugging = await debugFunctions(project, options.debug ?? [], null, say);
  const onExchange = (exchange: Exchange): void => {
    for (const line of describeExchange(exchange)) say(line);
  };
  const local = await startLocal(project, onExchange, { debugging, live: watch });
  try {
    const stages = [];
    for (const [index, api] of project.apis.entries()) {
      const served = await local.serve(api, first === 0 ? 0 : first + index);
      stages.push({
        title: apiTitle(project, api),
        logicalId: api.wired.resource.logicalId,
        url: served.url,
        routes: api.wired.operations.map(
          (wired) => `${wired.operation.key} → ${nameAnswerer(config, wired)}`,
        ),
        unserved: unservedRoutes(project, api, local.problemsOf(api)),
      });
    }
    if (watch === null) await local.functions.prepare();
    local.functions.warmMeanwhile();
    watch?.begin(local);
    return {
      stages,
      unserved,
      awsEndpoint: local.aws.endpoint,
      dynamodb: local.aws.engine.name,
      close: async () => {
        await watch?.close();
        await local.close();
      },
    };
  } catch (failure) {
    await local.close();
    throw failure;
  }
}
