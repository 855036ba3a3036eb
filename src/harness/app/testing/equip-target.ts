import type { HeaderLine } from "../../core/http-message.ts";
import type { Target } from "../../core/target.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";

/** What every request of a test gets. */
export interface Equipment {
  /** In place of the request's own headers of the same name. */
  readonly headers: readonly HeaderLine[];
  /** `local`: what the stage on this machine asks for, where the target leads to one. */
  readonly credentials: "local" | "none";
}

/** The target of a test, with headers for every request and credentials of this machine. */
export async function equipTarget(
  project: Project,
  api: ProjectApi,
  target: Target,
  { headers, credentials }: Equipment,
): Promise<Target> {
  const able = credentials === "local" ? await withLocalCredentials(project, api, target) : target;
  if (headers.length === 0) return able;
  const named = new Set(headers.map(([name]) => name.toLowerCase()));
  return {
    ...able,
    send: (request) => {
      const own = request.headers.filter(([name]) => !named.has(name.toLowerCase()));
      return able.send({ ...request, headers: [...own, ...headers] });
    },
  };
}

async function withLocalCredentials(
  project: Project,
  api: ProjectApi,
  target: Target,
): Promise<Target> {
  const { isLocalStage } = await import("../project/identity/find-local-stage.ts");
  const { takesLocalCredentials, targetWithCredentials } =
    await import("../project/identity/target-with-credentials.ts");
  const { kind, baseUrl } = target;
  const isLocal = kind === "deployed" && baseUrl !== null && (await isLocalStage(baseUrl));
  const here = { ...target, isLocal };
  return takesLocalCredentials(here)
    ? targetWithCredentials(project, api, here, { wants: () => true, keep: true })
    : target;
}
