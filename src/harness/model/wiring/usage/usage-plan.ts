/** Requests a second, and at once. */
export interface Throttle {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/** Requests in a period, which is that of the calendar in UTC. */
export interface Quota {
  readonly limit: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
  /** Requests that count as made in the first period. */
  readonly offset: number;
}

/** A key of clients, as the template has it. */
export interface ApiKey {
  /** Logical id; the name SAM gives it for a key it makes. */
  readonly name: string;
  /** `null` where the template does not say, and AWS makes one up. */
  readonly value: string | null;
  readonly enabled: boolean;
}

/** What the holders of its keys may do with a stage. */
export interface UsagePlan {
  /** Logical id; the name SAM gives it for a plan it makes. */
  readonly name: string;
  readonly keys: readonly ApiKey[];
  /** `null` without a limit; so is a part of it that is not known here. */
  readonly throttle: Throttle | null;
  readonly quota: Quota | null;
  /** Limits of methods: `/orders/GET` → throttle. */
  readonly methods: ReadonlyMap<string, Throttle>;
}
