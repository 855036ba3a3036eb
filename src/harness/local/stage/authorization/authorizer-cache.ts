import type { JsonValue } from "../../../core/json.ts";
import type { Clock } from "../../../core/ports.ts";
import type { StagePorts } from "../stage-options.ts";

/** How many results are kept at most; the oldest goes first. */
const most = 10_000;

/**
 * What Lambda authorizers answered, kept for their time to live on the stage's clock. A result is found
 * by authorizer and identity alone: one policy answers for every method that asks the authorizer.
 */
export class AuthorizerCache {
  readonly #clock: Clock;
  readonly #results = new Map<string, { readonly result: JsonValue; readonly until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The kept result of an authorizer for an identity; `undefined` where there is none any more. */
  get(authorizer: string, identity: readonly string[]): JsonValue | undefined {
    const key = keyOf(authorizer, identity);
    const kept = this.#results.get(key);
    if (kept === undefined) return undefined;
    if (this.#clock.now() < kept.until) return kept.result;
    this.#results.delete(key);
    return undefined;
  }

  keep(
    authorizer: string,
    identity: readonly string[],
    result: JsonValue,
    ttlSeconds: number,
  ): void {
    const until = this.#clock.now() + ttlSeconds * 1000;
    const key = keyOf(authorizer, identity);
    this.#results.delete(key);
    this.#results.set(key, { result, until });
    const oldest = this.#results.size > most ? this.#results.keys().next() : null;
    if (oldest?.done === false) this.#results.delete(oldest.value);
  }

  /** Forgets everything, as a deployment of the stage does. */
  clear(): void {
    this.#results.clear();
  }
}

/** The cache of a stage, which a reset empties. */
export function openAuthorizerCache({
  clock,
  onReset,
}: Pick<StagePorts, "clock" | "onReset">): AuthorizerCache {
  const cache = new AuthorizerCache(clock);
  onReset?.(() => cache.clear());
  return cache;
}

function keyOf(authorizer: string, identity: readonly string[]): string {
  return JSON.stringify([authorizer, ...identity]);
}
