import { createProblem, type Problem } from "../../../core/problem.ts";
import type { WiredApi } from "../../../model/wiring/project-model.ts";
import { findDestination, type IntegrationReach } from "./http-destination.ts";

/**
 * HTTP integrations whose servers the stage does not call: known before a request comes, unless a variable
 * stands in the host.
 */
export function findElsewhere(api: WiredApi, reach: IntegrationReach): readonly Problem[] {
  return api.operations.flatMap(({ operation, integration }) => {
    if (integration.kind !== "http" || /^\w+:\/\/[^/]*\{/u.test(integration.uri)) return [];
    // Another API of the template is only known once it is served.
    if (integration.api !== null) return [];
    const { uri } = integration;
    const destination = findDestination(uri.replaceAll(/[{}]/gu, ""), null, reach);
    if (destination.kind !== "refused" || !URL.canParse(uri)) return [];
    const { origin } = new URL(uri);
    return [
      createProblem({
        code: "stage/integration-elsewhere",
        message: `${operation.key} leads to ${origin}, which is not on this machine and is not called; it is answered with 501.`,
        location: api.document.source.locate(operation.integration?.pointer ?? operation.pointer),
        operation: operation.key,
        hint: `Name what answers for it in lockstep.config: integrations: { ${JSON.stringify(origin)}: "http://127.0.0.1:4000" }, or true to let requests out.`,
      }),
    ];
  });
}
