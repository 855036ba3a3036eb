import { holdsUnresolved } from "../../../model/schema/is-unresolved.ts";
import type { WiredApi } from "../../../model/wiring/project-model.ts";

/** How an API is reached; `unknown` where the template does not say it. */
export type EndpointKind = "public" | "private" | "unknown";

/** How a REST API is reached: SAM's text, its `Type`, or CloudFormation's `Types`. */
export function endpointOf({ resource }: Pick<WiredApi, "resource">): EndpointKind {
  const { EndpointConfiguration: configuration } = resource.properties;
  if (configuration === undefined || configuration === null) return "public";
  if (holdsUnresolved(configuration)) return "unknown";
  return JSON.stringify(configuration).includes('"PRIVATE"') ? "private" : "public";
}
