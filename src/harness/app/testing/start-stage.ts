import { LockstepError } from "../../core/lockstep-error.ts";
import type { StateProbe } from "../../core/state-probe.ts";
import { chooseApis } from "../project/choose-api.ts";
import type { ServedStage } from "../project/stage-servers.ts";
import type { LocalProject } from "../project/start-local.ts";
import { openProject, type ProjectOptions } from "./open-project.ts";
import { session } from "./session.ts";

/** How to start the APIs of a project for tests. */
export interface StartStageOptions extends ProjectOptions {
  /** Logical id of the one API to serve. Default: every API of the template. */
  readonly api?: string;
  /** Port of the first API; the next ones follow. Default: 0, any free port for each. */
  readonly port?: number;
  /**
   * Whether the process stays alive for the sake of the stage. Default: `false`, so that a test runner ends even
   * where a test forgets `close()`; give `true` in a script that does nothing but serve.
   */
  readonly keepAlive?: boolean;
}

/** An API of the template that is served on this machine. */
export interface StartedApi {
  /** Logical id in the template. */
  readonly logicalId: string;
  /** Name of the stage: `dev`, `$default`. */
  readonly stageName: string;
  /** `http://127.0.0.1:49152/dev`, no trailing slash; no prefix on the stage `$default`. */
  readonly url: string;
}

/** The APIs of a project, served on this machine. */
export interface StartedStage {
  /** Of the first API, with its stage and without a trailing slash. */
  readonly url: string;
  /** Of every API, by logical id. */
  readonly urls: Readonly<Record<string, string>>;
  readonly stages: readonly StartedApi[];
  /** The tables behind the APIs. */
  readonly state: StateProbe;
  /**
   * Clears all state between two tests: tables are empty, and nothing is left of what stages keep between
   * requests. Functions stay warm. Rejects with `aws/tables-not-ours` where the tables are another's.
   */
  reset(): Promise<void>;
  /** Ends servers, functions and tables; requests under way may finish for 5 seconds. Twice is once. */
  close(): Promise<void>;
}

/**
 * Starts the local stage of every API of a SAM template, on 127.0.0.1, with its functions and tables, for any
 * HTTP client. What is started twice runs twice, with tables of its own. Files are read once a process: edits
 * are not followed.
 *
 * @throws LockstepError when the project cannot be opened or served (`template/not-found`,
 * `project/nothing-to-serve`, `project/api-unknown`, `stage/port-in-use`)
 * @example
 * const stage = await startStage({ template: "template.yaml" });
 * const response = await fetch(`${stage.url}/orders?customerId=CUST-001`);
 * await stage.reset();
 * await stage.close();
 */
export async function startStage(options: StartStageOptions = {}): Promise<StartedStage> {
  const project = await openProject(options);
  const { api: wanted, port = 0, keepAlive = false } = options;
  const apis = wanted === undefined ? project.apis : chooseApis(project, wanted);
  if (apis.length === 0)
    throw new LockstepError({
      code: "project/nothing-to-serve",
      message: `${project.config.template} holds no API that could be read.`,
    });
  // Loaded when it is needed: a unit test starts without the stage.
  const { startLocal } = await import("../project/start-local.ts");
  const local = await startLocal(project);
  const served: ServedStage[] = [];
  try {
    for (const [index, api] of apis.entries())
      served.push(await local.serve(api, port === 0 ? 0 : port + index));
  } catch (error) {
    await local.close();
    throw error;
  }
  if (!keepAlive) for (const stage of served) stage.unref();
  return toStarted(local, served);
}

function toStarted(local: LocalProject, served: readonly ServedStage[]): StartedStage {
  const stages = served.map(({ api, stageName, url }) => {
    return { logicalId: api.wired.resource.logicalId, stageName, url };
  });
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> => {
    session().open.delete(close);
    closed ??= local.close();
    return closed;
  };
  session().open.add(close);
  return {
    url: stages[0]?.url ?? "",
    urls: Object.fromEntries(stages.map(({ logicalId, url }) => [logicalId, url])),
    stages,
    state: local.state,
    reset: () => local.reset(),
    close,
  };
}
