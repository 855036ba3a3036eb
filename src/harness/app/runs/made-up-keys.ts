import { stageApiKeys } from "../../local/stage/usage/api-keys.ts";
import { usagePlansOf } from "../../model/wiring/usage/usage-plans-of.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import type { MadeUpKey } from "../report/stages-report.ts";

/** The keys of an API's stage that neither template nor configuration says, where a route asks for one. */
export function madeUpKeys(project: Project, { wired: api }: ProjectApi): readonly MadeUpKey[] {
  const isAsked = api.operations.some(({ authorization }) => authorization.apiKeyRequired);
  if (api.resource.kind === "http" || !isAsked) return [];
  const configured = project.config.identity.apiKeys ?? {};
  const plans = usagePlansOf(project.template, api.resource);
  const said = new Set([
    ...Object.keys(configured),
    ...plans.flatMap(({ keys }) =>
      keys.flatMap(({ name, value }) => (value === null ? [] : [name])),
    ),
  ]);
  return stageApiKeys(plans, configured)
    .filter(({ name }) => !said.has(name))
    .map(({ name, value }) => ({ name, value }));
}
