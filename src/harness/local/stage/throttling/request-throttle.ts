import type { StageApiKey } from "../usage/api-keys.ts";
import type { Throttle, UsagePlan } from "../../../model/wiring/usage/usage-plan.ts";
import { createQuotaCounter, type QuotaCounter } from "./quota-counter.ts";
import { createTokenBucket, type TokenBucket } from "./token-bucket.ts";

/** Why a request is one too many. */
export type ThrottleVerdict =
  | { readonly kind: "throttled"; readonly detail: string }
  | {
      readonly kind: "quota-exceeded";
      readonly detail: string;
      readonly retryAfterSeconds: number;
    };

/** Limits of one method, by how a stage writes them. */
export type StageThrottle = (method: ThrottledMethod) => Throttle | null;

/** The method or route a request goes to. */
export interface ThrottledMethod {
  /** `GET`, `ANY`; of an HTTP API the route key stands in `path`. */
  readonly method: string;
  readonly path: string;
}

/** Counts requests; `null` lets one pass. */
export interface RequestThrottle {
  check(method: ThrottledMethod, key: StageApiKey | null): ThrottleVerdict | null;
  /** Fills every bucket and begins every quota again. */
  clear(): void;
}

/** Requests a second and at once of a whole account and Region. */
export const accountThrottle: Throttle = { ratePerSecond: 10_000, burst: 5_000 };

/**
 * Throttles in the order of API Gateway: the client's usage plan (its method, then the plan), the stage's method, the
 * account. The quota is looked at first, since it ends what a client may do.
 *
 * @param now milliseconds since the Unix epoch
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function createRequestThrottle(
  ofStage: StageThrottle,
  now: () => number,
  account: Throttle = accountThrottle,
): RequestThrottle {
  const buckets = new Map<string, TokenBucket>();
  const quotas = new Map<string, QuotaCounter>();
  const take = (name: string, limit: Throttle): boolean => {
    const bucket = buckets.get(name) ?? createTokenBucket(limit, now);
    buckets.set(name, bucket);
    return bucket.take();
  };
  const quotaOf = (plan: UsagePlan, key: StageApiKey): QuotaCounter | null => {
    if (plan.quota === null) return null;
    const name = `${plan.name} ${key.name}`;
    const counter = quotas.get(name) ?? createQuotaCounter(plan.quota, now);
    quotas.set(name, counter);
    return counter;
  };
  return {
    check(method, key) {
      const route = `${method.path}/${method.method}`;
      const plan = key?.plan ?? null;
      if (key !== null && plan !== null) {
        const counted = quotaOf(plan, key)?.take();
        if (counted?.ok === false) {
          const detail = `the quota of the usage plan ${plan.name} is used up for the key ${key.name}`;
          const { retryAfterSeconds } = counted;
          return { kind: "quota-exceeded", detail, retryAfterSeconds };
        }
        const ofMethod = plan.methods.get(route);
        if (ofMethod !== undefined && !take(`plan ${plan.name} ${key.name} ${route}`, ofMethod))
          return throttled(`the usage plan ${plan.name} for ${route}`, ofMethod);
        if (plan.throttle !== null && !take(`plan ${plan.name} ${key.name}`, plan.throttle))
          return throttled(`the usage plan ${plan.name}`, plan.throttle);
      }
      const own = ofStage(method);
      if (own !== null && !take(`stage ${route}`, own))
        return throttled(`the stage for ${route}`, own);
      return take("account", account) ? null : throttled("the account", account);
    },
    clear() {
      buckets.clear();
      quotas.clear();
    },
  };
}

function throttled(whose: string, { ratePerSecond, burst }: Throttle): ThrottleVerdict {
  return {
    kind: "throttled",
    detail: `more requests than the throttle of ${whose} lets through (${ratePerSecond} a second, ${burst} at once)`,
  };
}
