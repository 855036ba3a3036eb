import type { StateProbe } from "../../core/state-probe.ts";
import { createStateProbe } from "../../local/aws/create-state-probe.ts";
import type { Project } from "./load-project.ts";

/** The template's tables behind a DynamoDB endpoint the user named, beside a stage reached by URL. */
export function openRemoteState(project: Project, endpoint: string): StateProbe {
  return createStateProbe({
    tables: project.template.tables,
    endpoint,
    region: project.config.region,
  });
}
