import { operationDetector } from "../operation-detector.ts";

/** Servers elsewhere, which are called only where the configuration says so. */
export const httpIntegrations = operationDetector({
  anchor: "http-integrations",
  state: "different",
  asks: ({ integration }) => {
    if (integration.kind !== "http" || integration.api !== null) return null;
    const [origin = integration.uri] = /^https?:\/\/[^/]+/.exec(integration.uri) ?? [];
    return /^https?:\/\/(?:localhost|127\.|\[::1\])/.test(origin)
      ? null
      : `the HTTP integration with ${origin}`;
  },
  instead: (operations) =>
    `${operations.join(", ")}: answered by what the configuration names under integrations, else with 501`,
});
