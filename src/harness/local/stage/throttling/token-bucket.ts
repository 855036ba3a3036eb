/** Rate and burst of a throttle. */
export interface ThrottleLimit {
  /** Tokens a second. */
  readonly ratePerSecond: number;
  /** Most tokens the bucket holds: requests at once. */
  readonly burst: number;
}

/** Lets requests through as long as there are tokens. */
export interface TokenBucket {
  /** Takes a token; false when there is none. */
  take(): boolean;
}

/**
 * A token bucket (API Gateway developer guide, "Throttle requests to your REST APIs"): it starts full, refills
 * steadily up to its burst, and each request takes one token.
 *
 * @param now milliseconds; only differences count
 * @example
 * const bucket = createTokenBucket({ ratePerSecond: 10, burst: 5 }, () => clock.now());
 * if (!bucket.take()) return tooManyRequests;
 */
export function createTokenBucket(limit: ThrottleLimit, now: () => number): TokenBucket {
  let tokens = limit.burst;
  let last = now();
  return {
    take() {
      const current = now();
      // A clock that was set back refills nothing.
      const elapsed = Math.max(0, current - last) / 1000;
      tokens = Math.min(limit.burst, tokens + elapsed * limit.ratePerSecond);
      last = current;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
