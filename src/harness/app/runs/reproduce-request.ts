import { formatCurl } from "../../checks/target/format-curl.ts";
import { headerValue, type HttpRequest } from "../../core/http-message.ts";
import type { Target } from "../../core/target.ts";
import { matchOperation } from "../../model/openapi/match-operation.ts";
import type { RouteAuthorization } from "../../model/wiring/authorization/route-authorizer.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import { localAccessKey, projectIdentity } from "../project/identity/project-identity.ts";
import { tokenCommand } from "../project/identity/token-command.ts";
import { madeUpKeys } from "./made-up-keys.ts";

/** Headers of a signature, which curl makes anew. */
const signatureHeaders: readonly string[] = ["authorization", "x-amz-date"];

/**
 * The curl command that sends again what was sent, with credentials that were made here: tokens come from
 * `lockstep token`, signatures from curl, API keys are shown where the stage made them up. Others stay masked.
 *
 * @returns for a request as its exchange holds it
 */
export function reproduceRequest(
  project: Project,
  api: ProjectApi,
  target: Target,
): (request: HttpRequest) => string {
  const operations = new Map(api.wired.operations.map((wired) => [wired.operation.key, wired]));
  return (request) => {
    const match = matchOperation(api.document, request.method, request.path);
    const wired = match === null ? undefined : operations.get(match.operation.key);
    const made = request.credentials ?? [];
    if (wired === undefined || made.length === 0) return formatCurl(request, target.baseUrl);
    const words = made.map((name) => wordOf(project, api, { request, name, ...wired }));
    const shown = new Set(made.filter((_, index) => words[index] !== null));
    const headers = request.headers.filter(([name]) => !shown.has(name.toLowerCase()));
    const given = words.flatMap((word) => (word === null || word === "" ? [] : [word]));
    return formatCurl({ ...request, headers }, target.baseUrl, given);
  };
}

interface MadeHeader {
  readonly request: HttpRequest;
  readonly name: string;
  readonly authorization: RouteAuthorization;
}

/** What makes a header again; empty where another's does, `null` for a value that stays masked. */
function wordOf(
  project: Project,
  api: ProjectApi,
  { request, name, authorization: { authorizer } }: MadeHeader,
): string | null {
  const value = headerValue(request.headers, name);
  if (name === "x-api-key" && madeUpKeys(project, api).some((key) => key.value === value))
    return `-H 'x-api-key: ${value}'`;
  switch (authorizer.kind) {
    case "cognito":
    case "jwt": {
      const [source] = authorizer.identitySources;
      const own = source?.name ?? "Authorization";
      if (own.toLowerCase() !== name) return null;
      return `-H "${own}: Bearer $(${tokenCommand(authorizer)})"`;
    }
    case "iam":
      if (!signatureHeaders.includes(name)) return null;
      return name === "authorization" ? signatureWords(project) : "";
    default:
      return null;
  }
}

/** A secret of the configuration is the user's own: the shell is asked for it. */
function signatureWords({ config }: Project): string {
  const { accessKeyId, secretAccessKey } = localAccessKey;
  const isOwn = projectIdentity(config).secretOf(accessKeyId) !== secretAccessKey;
  const user = isOwn
    ? `"${accessKeyId}:$AWS_SECRET_ACCESS_KEY"`
    : `'${accessKeyId}:${secretAccessKey}'`;
  return `--aws-sigv4 'aws:amz:${config.region}:execute-api' --user ${user}`;
}
