import type { Quota } from "../../../model/wiring/usage/usage-plan.ts";

/** Counts requests of a period. */
export interface QuotaCounter {
  /** Counts a request; the seconds until the next period where there are none left. */
  take(): { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number };
}

/**
 * Counts against a quota. Periods are those of the calendar in UTC, weeks from Sunday on (assumed); the offset counts
 * in the first period alone.
 *
 * @param now milliseconds since the Unix epoch
 */
export function createQuotaCounter(quota: Quota, now: () => number): QuotaCounter {
  let until = endOfPeriod(quota.period, now());
  let left = Math.max(0, quota.limit - quota.offset);
  return {
    take() {
      const current = now();
      if (current >= until) {
        until = endOfPeriod(quota.period, current);
        left = quota.limit;
      }
      if (left < 1) return { ok: false, retryAfterSeconds: Math.ceil((until - current) / 1000) };
      left -= 1;
      return { ok: true };
    },
  };
}

function endOfPeriod(period: Quota["period"], epoch: number): number {
  const date = new Date(epoch);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (period) {
    case "DAY":
      return Date.UTC(year, month, day + 1);
    case "WEEK":
      return Date.UTC(year, month, day + 7 - date.getUTCDay());
    case "MONTH":
      return Date.UTC(year, month + 1, 1);
  }
}
