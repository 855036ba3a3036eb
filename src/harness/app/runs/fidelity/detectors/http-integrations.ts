import { operationDetector } from "../operation-detector.ts";

/** Requests that API Gateway hands to a server by its URL. */
export const httpIntegrations = operationDetector({
  anchor: "http-integrations",
  state: "not done",
  asks: ({ operation }) => {
    const type = operation.integration?.type;
    return type === "http" || type === "http_proxy" ? `the integration of type ${type}` : null;
  },
});
