import type { LoadedPacts } from "../../checks/contracts/files/load-pacts.ts";
import { headerValue, type HttpRequest } from "../../core/http-message.ts";
import type { Target } from "../../core/target.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import {
  takesLocalCredentials,
  targetWithCredentials,
} from "../project/identity/target-with-credentials.ts";

/**
 * The target, with the credentials that the stage on this machine asks for given to requests that want them. A stage
 * of another machine gets requests as they are.
 */
export function withCredentials(
  project: Project,
  api: ProjectApi,
  target: Target,
  wants: (request: HttpRequest) => boolean = () => true,
): Target {
  return takesLocalCredentials(target)
    ? targetWithCredentials(project, api, target, { wants, keep: false })
    : target;
}

/** Headers that carry credentials; those of other authorizers are left as the consumer wrote them. */
const credentialHeaders = ["authorization", "x-api-key"] as const;

/**
 * Which requests of pacts want others: a token of an example is none. Those that expect to be refused keep theirs,
 * and those without any stay without.
 */
export function pactsThatWant({ pacts }: LoadedPacts): (request: HttpRequest) => boolean {
  const kept = new Set(
    pacts.flatMap(({ interactions }) =>
      interactions.flatMap((interaction): string[] => {
        if (interaction.type !== "http") return [];
        const { request, response } = interaction;
        if (response.status !== 401 && response.status !== 403) return [];
        const values = credentialHeaders.map((name) => {
          const entry = Object.entries(request.headers).find(
            ([each]) => each.toLowerCase() === name,
          );
          return entry?.[1].at(-1);
        });
        return [keyOf(request.method, request.path, values)];
      }),
    ),
  );
  return ({ method, path, headers }) => {
    const values = credentialHeaders.map((name) => headerValue(headers, name));
    if (values.every((value) => value === undefined)) return false;
    return !kept.has(keyOf(method, path, values));
  };
}

function keyOf(method: string, path: string, values: readonly (string | undefined)[]): string {
  return JSON.stringify([method, path, ...values]);
}
