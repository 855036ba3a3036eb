import type { HeaderLine } from "../../core/http-message.ts";
import type { Problem } from "../../core/problem.ts";
import type { StateProbe } from "../../core/state-probe.ts";
import type { Target } from "../../core/target.ts";
import { createHttpTarget } from "../../checks/target/create-http-target.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import { probeTarget } from "../../checks/target/probe-target.ts";
import { enterEnvironment } from "../../local/lambda/with-environment.ts";
import { isLocalStage } from "../project/identity/find-local-stage.ts";
import { asksForCredentials } from "../project/identity/target-with-credentials.ts";
import { openRemoteState } from "../project/open-remote-state.ts";
import { startLocal } from "../project/start-local.ts";
import type { RunTarget } from "../report/run-result.ts";

/** Where the dynamic phases go. */
export interface TargetChoice {
  /** Base URL with the stage prefix; `null` starts the stage here. */
  readonly url: string | null;
  /** Headers for every request: credentials. */
  readonly headers: readonly HeaderLine[];
}

/** A target that is open, and what to say of it. */
export interface OpenTarget {
  readonly target: Target;
  readonly description: RunTarget;
  /** What the local stage does not emulate of the API. */
  readonly problems: readonly Problem[];
  /** Empties the tables that were started here; those that run elsewhere are not ours to empty. */
  emptyTables(): Promise<void>;
  close(): Promise<void>;
}

/** Longer than any integration may take, so that the gateway's own answer arrives. */
const requestTimeoutMs = 35_000;

function describe(target: Target, dynamodb: string | null): RunTarget {
  const { kind, name, gateway, baseUrl } = target;
  return { kind, name, gateway, baseUrl, dynamodb };
}

/** Milliseconds to find out that nothing listens at a URL. */
const probeTimeoutMs = 5_000;

/** A stage behind a URL is one we do not see into; its tables are reached only where an endpoint is named. */
async function openRemote(
  project: Project,
  api: ProjectApi,
  url: string,
  headers: readonly HeaderLine[],
): Promise<OpenTarget> {
  const { dynamodb } = project.config;
  const endpoint = typeof dynamodb === "string" ? null : dynamodb.endpoint;
  const state: StateProbe | null = endpoint === null ? null : openRemoteState(project, endpoint);
  const target = createHttpTarget({
    baseUrl: url.replace(/\/+$/, ""),
    kind: "deployed",
    gateway: api.wired.resource.kind,
    headers,
    timeoutMs: requestTimeoutMs,
    capabilities: { state, toEvent: null },
  });
  await probeTarget(target, probeTimeoutMs);
  const isLocal = asksForCredentials(api) && (await isLocalStage(url));
  return {
    target: isLocal ? { ...target, isLocal } : target,
    description: describe(target, endpoint),
    problems: [],
    emptyTables: async () => {},
    close: () => target.close(),
  };
}

async function openLocal(
  project: Project,
  api: ProjectApi,
  headers: readonly HeaderLine[],
): Promise<OpenTarget> {
  const local = await startLocal(project);
  // Provider states run in this process: a client of their own must not find the user's AWS account.
  const leave = enterEnvironment(local.aws.environment);
  const close = async (): Promise<void> => {
    leave();
    await local.close();
  };
  try {
    const [served] = await Promise.all([local.serve(api, 0, { headers }), local.functions.warm()]);
    return {
      target: served.target,
      description: describe(served.target, local.aws.engine.name),
      problems: local.problemsOf(api),
      emptyTables: async () => {
        if (typeof project.config.dynamodb === "string") await local.reset();
      },
      close: async () => {
        await served.target.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens the stage the dynamic phases run on: the one behind a URL, or one started here for the
 * purpose. Throws `LockstepError` when it cannot be opened.
 */
export async function openTarget(
  project: Project,
  api: ProjectApi,
  choice: TargetChoice,
): Promise<OpenTarget> {
  return choice.url === null
    ? openLocal(project, api, choice.headers)
    : openRemote(project, api, choice.url, choice.headers);
}
