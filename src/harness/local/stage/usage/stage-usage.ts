import type { JsonValue } from "../../../core/json.ts";
import { createRequestThrottle, type RequestThrottle } from "../throttling/request-throttle.ts";
import { readStageThrottles } from "../throttling/stage-throttles.ts";
import type { StageOptions } from "../stage-options.ts";
import { stageApiKeys, type StageApiKey } from "./api-keys.ts";
import type { ApiKeyPlace } from "./check-api-key.ts";

/** How a stage counts its clients. */
export interface StageUsage {
  readonly keys: readonly StageApiKey[];
  readonly place: ApiKeyPlace;
  /** `null` where nothing is counted. */
  readonly throttle: RequestThrottle | null;
}

/** Resolves keys and limits of a stage once; buckets start full. */
export function resolveUsage(options: StageOptions): StageUsage {
  const { api, identity, ports } = options;
  const { resource, document } = api;
  const written: JsonValue | undefined =
    resource.properties["ApiKeySourceType"] ?? document.root["x-amazon-apigateway-api-key-source"];
  const throttle =
    options.throttling === true
      ? createRequestThrottle(readStageThrottles(resource), () => ports.clock.now())
      : null;
  if (throttle !== null) ports.onReset?.(() => throttle.clear());
  return {
    keys: stageApiKeys(options.usagePlans ?? [], identity?.apiKeys ?? {}),
    place: written === "AUTHORIZER" ? "AUTHORIZER" : "HEADER",
    throttle,
  };
}
