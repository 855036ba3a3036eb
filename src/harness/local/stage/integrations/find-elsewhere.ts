import { createProblem, type Problem } from "../../../core/problem.ts";
import type { Operation } from "../../../model/openapi/api-document.ts";
import type { WiredApi, WiredIntegration } from "../../../model/wiring/project-model.ts";
import { findDestination, type IntegrationReach } from "./http-destination.ts";

/** What the local AWS endpoint has; it answers the calls of other services with 501. */
const endpointServices: ReadonlySet<string> = new Set(["dynamodb"]);

/**
 * HTTP integrations whose servers the stage does not call, and services that are not on this machine: known before a request comes, unless a variable
 * stands in the host.
 */
export function findElsewhere(api: WiredApi, reach: IntegrationReach): readonly Problem[] {
  return api.operations.flatMap(({ operation, integration }): readonly Problem[] => {
    if (integration.kind === "service") return serviceElsewhere(api, operation, integration);
    if (integration.kind !== "http" || /^\w+:\/\/[^/]*\{/u.test(integration.uri)) return [];
    // Another API of the template is only known once it is served.
    const isPrivate = integration.settings["connectionType"] === "VPC_LINK";
    if (integration.api !== null || isPrivate) return [];
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

function serviceElsewhere(
  { document }: WiredApi,
  operation: Operation,
  { service, target, way }: Extract<WiredIntegration, { kind: "service" }>,
): readonly Problem[] {
  if (endpointServices.has(service)) return [];
  const name = way === "subtype" ? `${service}-${target}` : `${service}:${target}`;
  return [
    createProblem({
      code: "stage/operation-not-emulated",
      message: `The local AWS endpoint does not implement the service integration ${name}; ${operation.key} is answered with 501.`,
      location: document.source.locate(operation.integration?.pointer ?? operation.pointer),
      operation: operation.key,
    }),
  ];
}
