import { operationDetector } from "../operation-detector.ts";

/** Integrations that call an AWS service without a function. */
export const serviceIntegrations = operationDetector({
  anchor: "service-integrations",
  state: "not done",
  asks: ({ integration }) => {
    const service =
      integration.kind === "unsupported"
        ? /^the service integration ([\w.-]+)$/.exec(integration.reason)?.[1]
        : undefined;
    return service === undefined ? null : `the service integration ${service}`;
  },
});
