import type { FunctionInvoker } from "../../core/function-invoker.ts";
import type { Exchange } from "../../core/target.ts";
import type { LocalAws } from "../../local/aws/start-aws.ts";
import { createStage, type Stage } from "../../local/stage/create-stage.ts";
import type { IntegrationReach } from "../../local/stage/integrations/http-destination.ts";
import type { AnswerUnrouted } from "../../local/stage/static-files.ts";
import { usagePlansOf } from "../../model/wiring/usage/usage-plans-of.ts";
import { projectIdentity } from "./identity/project-identity.ts";
import type { AccessLog } from "./access-log.ts";
import type { Project, ProjectApi } from "./load-project.ts";
import { localQueueUrls } from "./local-queue-urls.ts";
import { localStageName } from "./local-stage-name.ts";
import { randomIds, systemClock } from "./project-files.ts";
import type { TraceLog } from "./trace-log.ts";

/** A stage of the project. */
export interface RunningStage {
  readonly stage: Stage;
  readonly name: string;
}

/** Who looks on while a stage answers. */
export interface StageWatch {
  readonly onExchange: (exchange: Exchange) => void;
  readonly traces: TraceLog;
  readonly isDebugged: (functionId: string) => boolean;
  readonly accessLog: AccessLog | null;
  /** Answers what no route takes. */
  readonly unrouted: AnswerUnrouted | null;
  /** An API of the project, for integrations that lead to it. */
  readonly apiOf: IntegrationReach["api"];
}

/** The APIs of a project, answered by their stages in this process. */
export function siblingApis(
  current: () => Project,
  stageOf: (api: ProjectApi) => RunningStage,
): IntegrationReach["api"] {
  return (logicalId) => {
    const api = current().apis.find(({ wired }) => wired.resource.logicalId === logicalId);
    if (api === undefined) return null;
    return async (request, connection) =>
      (await stageOf(api).stage.handle(request, connection)).response;
  };
}

/** What `Ref` gives for the API is what its events call it. */
function referenceOf({ template }: Project, { wired }: ProjectApi): { readonly apiId?: string } {
  const { value } = { value: undefined, ...template.resolve({ Ref: wired.resource.logicalId }) };
  return typeof value === "string" ? { apiId: value } : {};
}

/** Sets up the stage of an API, with the project's functions behind it. */
export function runStage(
  project: Project,
  api: ProjectApi,
  invoker: FunctionInvoker,
  aws: LocalAws,
  { onExchange, traces, isDebugged, apiOf, accessLog, unrouted }: StageWatch,
): RunningStage {
  const name = localStageName(api.wired.resource);
  const stage = createStage({
    api: api.wired,
    template: project.template.source,
    stageName: name,
    stageVariables: localQueueUrls(api.wired.resource.stageVariables, aws.endpoint),
    schemas: api.registry,
    invoker,
    ports: { clock: systemClock, ids: randomIds },
    ...referenceOf(project, api),
    accountId: project.config.accountId,
    region: project.config.region,
    strictStagePrefix: project.config.strictStagePrefix,
    choices: project.config.restApi,
    identity: projectIdentity(project.config),
    sourceIp: project.config.identity.sourceIp ?? null,
    usagePlans: usagePlansOf(project.template, api.wired.resource),
    throttling: project.config.throttling,
    canary: project.config.canary ? { next: () => Math.random() } : null,
    awsCallsOf: (root) => aws.callsOf(root),
    isDebugged,
    awsEndpoint: aws.endpoint,
    reach: { servers: project.config.integrations, api: apiOf },
    ...(accessLog === null ? {} : { accessLog: (entry) => accessLog.write(project, api, entry) }),
    unrouted,
    onExchange: (exchange) => {
      onExchange(exchange);
      traces.note(exchange.trace);
    },
  });
  return { stage, name };
}
