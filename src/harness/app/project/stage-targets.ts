import type { HeaderLine } from "../../core/http-message.ts";
import type { Target } from "../../core/target.ts";
import { createHttpTarget } from "../../checks/target/create-http-target.ts";
import { createInProcessTarget } from "../../checks/target/create-in-process-target.ts";
import type { LocalAws } from "../../local/aws/start-aws.ts";
import { stagePrefix } from "../../model/events/stage-prefix.ts";
import type { ProjectApi } from "./load-project.ts";
import type { RunningStage } from "./run-stage.ts";
import type { TraceLog } from "./trace-log.ts";

/** The stage that answers on a port, which another may take the place of. */
export interface ServingStage {
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

/** The target that calls a stage in this process. */
export function openInProcess(api: ProjectApi, running: RunningStage, aws: LocalAws): Target {
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

/** The target that reaches a stage over HTTP. */
export function openOverHttp(
  api: ProjectApi,
  traces: TraceLog,
  aws: LocalAws,
  { baseUrl, headers }: { readonly baseUrl: string; readonly headers: readonly HeaderLine[] },
): Target {
  const target = createHttpTarget({
    baseUrl,
    kind: "stage-http",
    gateway: api.wired.resource.kind,
    headers,
    timeoutMs: requestTimeoutOf(api),
    capabilities: { state: aws.state, toEvent: null },
    traceOf: (requestId) => traces.get(requestId),
  });
  return { ...target, send: (request) => traces.during(() => target.send(request)) };
}
