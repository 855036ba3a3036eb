import { headerValue, type HttpRequest } from "../../../core/http-message.ts";
import type { Target } from "../../../core/target.ts";
import { matchOperation } from "../../../model/openapi/match-operation.ts";
import { stagePrefix } from "../../../model/events/stage-prefix.ts";
import type { Project, ProjectApi } from "../load-project.ts";
import { localStageName } from "../local-stage-name.ts";
import { projectIdentity } from "./project-identity.ts";
import { stageCredentials } from "./stage-credentials.ts";

/** Does a target lead to a stage on this machine, which takes the credentials made for it? */
export function takesLocalCredentials({ kind, isLocal }: Target): boolean {
  return kind === "stage" || kind === "stage-http" || isLocal === true;
}

/** Does any operation of an API ask for something that can be made here? */
export function asksForCredentials({ wired }: ProjectApi): boolean {
  return wired.operations.some(
    ({ authorization: { authorizer, apiKeyRequired } }) =>
      apiKeyRequired || ["cognito", "jwt", "iam"].includes(authorizer.kind),
  );
}

/**
 * A target on this machine that gives requests the credentials the stage asks for: tokens, signatures and API keys.
 *
 * @param wants which requests want them
 * @param keep whether headers that a request has already stay as they are
 */
export function targetWithCredentials(
  project: Project,
  api: ProjectApi,
  target: Target,
  { wants, keep }: { readonly wants: (request: HttpRequest) => boolean; readonly keep: boolean },
): Target {
  // In process there is no address; signatures cover one all the same.
  const name = localStageName(api.wired.resource);
  const baseUrl = target.baseUrl ?? `http://127.0.0.1${stagePrefix(name)}`;
  const give = stageCredentials(project, api, projectIdentity(project.config), baseUrl);
  const operations = new Map(api.wired.operations.map((wired) => [wired.operation.key, wired]));
  const prepare = async (request: HttpRequest): Promise<HttpRequest> => {
    const match = wants(request)
      ? matchOperation(api.document, request.method, request.path)
      : null;
    const wired = match === null ? undefined : operations.get(match.operation.key);
    if (wired === undefined) return request;
    const given = await give(wired, target.baseUrl === null ? withHost(request, baseUrl) : request);
    return withMade(request, keep ? keepHeaders(request, given) : given);
  };
  return { ...target, send: async (request) => target.send(await prepare(request)) };
}

/** Names the headers that were made: where each operation asks for another credential, one for all would not do. */
function withMade(request: HttpRequest, given: HttpRequest): HttpRequest {
  const made = given.headers.filter(
    ([name, value]) => headerValue(request.headers, name) !== value,
  );
  return { ...given, credentials: made.map(([name]) => name.toLowerCase()) };
}

function withHost(request: HttpRequest, baseUrl: string): HttpRequest {
  return headerValue(request.headers, "host") === undefined
    ? { ...request, headers: [...request.headers, ["Host", new URL(baseUrl).host]] }
    : request;
}

/** What the request says itself counts more than what is added. */
function keepHeaders(request: HttpRequest, given: HttpRequest): HttpRequest {
  const own = new Set(request.headers.map(([name]) => name.toLowerCase()));
  const added = given.headers.filter(([name]) => !own.has(name.toLowerCase()));
  return { ...given, headers: [...request.headers, ...added] };
}
