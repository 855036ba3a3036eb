import { LockstepError } from "../../core/lockstep-error.ts";
import type { Exchange } from "../../core/target.ts";
import { formatLocation } from "../../core/problem.ts";
import { debugFunctions, type DebugRequest } from "../project/debug-functions.ts";
import { loadProject, type Project } from "../project/load-project.ts";
import { partsOf } from "../project/project-parts.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import type { FindingSettings } from "../project/finding-settings.ts";
import { describeExchange } from "./describe-exchange.ts";
import { apiTitle } from "../project/api-title.ts";
import { startLocal } from "../project/start-local.ts";
import { tellCaller } from "./tell-caller.ts";
import { tellVariables } from "./tell-variables.ts";
import { FindingsRun } from "./findings/findings-run.ts";
import { madeUpKeys, type MadeUpKey } from "./made-up-keys.ts";
import { nameAnswerer } from "./name-answerer.ts";
import {
  unservedApis,
  unservedRoutes,
  type UnservedApi,
  type UnservedRoute,
} from "./unserved-routes.ts";

/** What `start` is asked to do. */
export interface StartOptions {
  readonly overrides: ConfigOverrides;
  /** Port of the first API as typed; the next APIs take the next ports. */
  readonly port: string;
  /** Debuggers to wait for. */
  readonly debug?: readonly DebugRequest[];
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
    /** Made up here, since the template does not say them; empty where no route asks for a key. */
    readonly apiKeys: readonly MadeUpKey[];
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

/** What keeps requests from their answers, as far as it is not accepted. */
function sayProblems(
  project: Project,
  settings: FindingSettings,
  say: (line: string) => void,
): void {
  const documents = partsOf(project).flatMap(({ apis }) =>
    apis.flatMap((api) => api.document.problems),
  );
  const all = [
    ...project.problems,
    ...project.template.problems,
    ...documents,
    ...project.model.problems,
  ];
  const { root, failOn } = project.config;
  const findings = new FindingsRun(root, { ...settings, baseline: null }, failOn);
  const { problems } = findings.settle("load", { summary: "", cases: [], problems: all });
  for (const problem of problems.filter((each) => each.severity === "error")) {
    const place = problem.location === undefined ? "" : `${formatLocation(problem.location)} `;
    say(`${place}${problem.code}: ${problem.message}`);
  }
}

/**
 * Starts every API of the project on its own port, with its tables and functions.
 * Throws `LockstepError` when nothing can be served (`stage/port-in-use`, `template/not-found`, …).
 */
export async function startStages(options: StartOptions): Promise<RunningStages> {
  const first = parsePort(options.port);
  const { config, findings, problems } = await resolveConfig(options.overrides);
  const project = loadProject(config);
  sayProblems(project, findings, options.say);
  for (const line of tellVariables(project, { configProblems: problems, functionId: null }))
    options.say(line);
  for (const line of tellCaller(project.apis)) options.say(`${line}.`);
  const unserved = unservedApis(project);
  if (project.apis.length === 0) {
    throw new LockstepError({
      code: "project/nothing-to-serve",
      message: `${config.template} holds no API that could be read.`,
      details: unserved.map(({ reason }) => reason),
    });
  }
  const debugging = await debugFunctions(project, options.debug ?? [], null, options.say);
  const onExchange = (exchange: Exchange): void => {
    for (const line of describeExchange(exchange)) options.say(line);
  };
  const local = await startLocal(project, onExchange, debugging);
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
        apiKeys: madeUpKeys(project, api),
      });
    }
    local.functions.warmMeanwhile();
    return {
      stages,
      unserved,
      awsEndpoint: local.aws.endpoint,
      dynamodb: local.aws.engine.name,
      close: () => local.close(),
    };
  } catch (error) {
    await local.close();
    throw error;
  }
}
