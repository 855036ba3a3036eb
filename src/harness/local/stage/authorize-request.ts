import { refuseUnemulated, type GatewayFailure } from "./gateway-failure.ts";
import type { StageRoute } from "./stage-route.ts";

/**
 * Where API Gateway asks authorizers, keys and policies. The stage has none of them yet: what needs
 * one is refused with 501, and so is an operation whose integration it does not emulate. `null`
 * lets the request pass.
 */
export function authorizeRequest({ refusal }: Pick<StageRoute, "refusal">): GatewayFailure | null {
  return refusal === null ? null : refuseUnemulated(refusal);
}
