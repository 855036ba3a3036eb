import { unknownAction } from "../../../../local/stage/integrations/dynamo-actions.ts";
import { operationDetector } from "../operation-detector.ts";

/** Integrations of AWS services other than DynamoDB, which the local endpoint has not, and of actions DynamoDB has not. */
export const serviceIntegrations = operationDetector({
  anchor: "service-integrations",
  state: "not done",
  asks: ({ integration }) => {
    if (integration.kind === "unsupported") {
      const service = /^the service integration ([\w.-]+)$/.exec(integration.reason)?.[1];
      return service === undefined ? null : `the service integration ${service}`;
    }
    if (integration.kind !== "service") return null;
    if (integration.service === "dynamodb") return unknownAction(integration);
    const { service, way, target } = integration;
    const names = {
      subtype: `${service}-${target}`,
      action: `${service}:${target}`,
      path: service,
    };
    return `the service integration ${names[way]}`;
  },
});
