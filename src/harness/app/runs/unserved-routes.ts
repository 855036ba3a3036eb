import type { Problem } from "../../core/problem.ts";
import type { ApiResource, TemplateResource } from "../../model/template/template-model.ts";
import { keyOfReference } from "../../model/wiring/match-configured-function.ts";
import type { WiredOperation } from "../../model/wiring/project-model.ts";
import type { UnservedApi, UnservedRoute } from "../report/stages-report.ts";
import { configuredFunctionOf } from "../project/check-stand-ins.ts";
import { isRun, runnerOf } from "../project/find-runners.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import { runtimeNotRun } from "./not-called.ts";
import { wiringProblemsOf } from "./not-wired.ts";

function asReason(problem: Problem): Pick<UnservedRoute, "reason" | "location"> {
  return { reason: problem.message, location: problem.location ?? null };
}

/** Why the runtime of an operation's function is not run here, with what can be done; `null` when it is. */
function runtimeReason(project: Project, wired: WiredOperation): string | null {
  const reason = runtimeNotRun(project, wired);
  return reason === null || wired.function === null
    ? null
    : `${reason}; the configuration can answer for it (functions: { ${wired.function.resource.logicalId}: … }).`;
}

/** Why the function behind an operation cannot be run; `null` when it can. */
function functionReason(project: Project, wired: WiredOperation): string | null {
  const { function: fn } = wired;
  if (fn === null || isRun(runnerOf(project.runners, wired), fn)) return null;
  if (configuredFunctionOf(project.config, wired) !== null) return null;
  const { logicalId, handler } = fn.resource;
  const named = handler.known ? ` of the handler ${handler.value}` : "";
  return `${logicalId} has no source file here${named}.`;
}

function reasonOf(
  project: Project,
  api: ProjectApi,
  wired: WiredOperation,
  stageProblems: readonly Problem[],
): Pick<UnservedRoute, "reason" | "location"> | null {
  const { key, pointer } = wired.operation;
  const runtime = runtimeReason(project, wired);
  if (runtime !== null) return { reason: runtime, location: api.document.source.locate(pointer) };
  const wiring = wiringProblemsOf(project, api.wired, wired).find(
    ({ severity }) => severity === "error",
  );
  if (wiring !== undefined) return asReason(wiring);
  const { integration } = wired;
  if (integration.kind === "foreign-lambda" && integration.configured === null) {
    const name = JSON.stringify(keyOfReference(integration.reference));
    return {
      reason: `It leads to a function outside the template and is answered with 501; the configuration can answer for it (functions: { ${name}: … }).`,
      location: api.document.source.locate(wired.operation.integration?.pointer ?? pointer),
    };
  }
  const stage = stageProblems.find(({ operation }) => operation === key);
  if (stage !== undefined) return asReason(stage);
  const reason = functionReason(project, wired);
  return reason === null ? null : { reason, location: api.document.source.locate(pointer) };
}

/**
 * The operations of an API that the local stage cannot answer as API Gateway would, each with the
 * reason: broken wiring, something that is not emulated, or a function that does not run here. A setting of the API
 * that is not emulated comes last.
 *
 * @param stageProblems what the stage itself says it does not emulate
 */
export function unservedRoutes(
  project: Project,
  api: ProjectApi,
  stageProblems: readonly Problem[],
): readonly UnservedRoute[] {
  const whole = stageProblems.find(({ code }) => code === "stage/api-not-emulated");
  if (whole !== undefined) return [{ route: "every route", ...asReason(whole) }];
  const routes = api.wired.operations.flatMap((wired) => {
    const reason = reasonOf(project, api, wired, stageProblems);
    return reason === null ? [] : [{ route: wired.operation.key, ...reason }];
  });
  const settings = stageProblems
    .filter(({ code }) => code === "stage/setting-not-emulated")
    .map((problem) => ({ route: "the whole API", ...asReason(problem) }));
  return [...routes, ...settings];
}

/** Types of APIs that the template layer may leave unread. */
const apiTypes: ReadonlySet<string> = new Set([
  "AWS::ApiGateway::RestApi",
  "AWS::ApiGatewayV2::Api",
  "AWS::Serverless::WebSocketApi",
]);

function kindOf({ type, properties }: TemplateResource): string {
  const isSocket =
    type === "AWS::Serverless::WebSocketApi" || properties["ProtocolType"] === "WEBSOCKET";
  return isSocket ? "a WebSocket API" : `written out as ${type}`;
}

function reasonOfApi(
  project: Project,
  { logicalId, pointer }: Pick<ApiResource, "logicalId" | "pointer">,
) {
  const { template, model, problems } = project;
  const all = [...problems, ...template.problems, ...model.problems];
  const told = all.find(
    ({ code, location }) =>
      location?.file === template.file &&
      `${location.pointer ?? ""}/`.startsWith(`${pointer}/`) &&
      /^(?:project\/spec-|template\/definition-|wiring\/spec-)/.test(code),
  );
  return told === undefined
    ? {
        reason: `${logicalId} has no OpenAPI document that could be read.`,
        location: template.source.locate(pointer),
      }
    : asReason(told);
}

/** The APIs of a template that no stage is started for, each with the reason. */
export function unservedApis(project: Project): readonly UnservedApi[] {
  const { template, apis } = project;
  const served = new Set(apis.map(({ wired }) => wired.resource.logicalId));
  const read = new Set(template.apis.map(({ logicalId }) => logicalId));
  const unread = template.apis
    .filter(({ logicalId }) => !served.has(logicalId))
    .map((api) => ({ logicalId: api.logicalId, ...reasonOfApi(project, api) }));
  const others = [...template.resources.values()]
    .filter(({ type, logicalId }) => apiTypes.has(type) && !read.has(logicalId))
    .map((resource) => ({
      logicalId: resource.logicalId,
      reason: `${resource.logicalId} is ${kindOf(resource)}, which is not served on this machine.`,
      location: template.source.locate(resource.pointer),
    }));
  return [...unread, ...others];
}
