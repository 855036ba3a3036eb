import { failGateway, type GatewayFailure } from "./gateway-failure.ts";
import type { StageRoute } from "./stage-route.ts";

/**
 * Faults of the set-up that API Gateway notices when it calls the integration, after validation:
 * a missing permission, a method other than POST, a mapped header it forbids. All are 500.
 */
export function checkIntegration({
  misconfiguration,
}: Pick<StageRoute, "misconfiguration">): GatewayFailure | null {
  if (misconfiguration === null) return null;
  return failGateway("API_CONFIGURATION_ERROR", { detail: misconfiguration });
}
