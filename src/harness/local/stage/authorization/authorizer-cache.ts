import type { JsonValue } from "../../../core/json.ts";
import type { Clock } from "../../../core/ports.ts";
import type { StagePorts } from "../stage-options.ts";

/** Keeps a result for its time to live, in seconds. */
type KeepResult = (result: JsonValue, ttlSeconds: number) => void;

/** How many results are kept at most; the oldest goes first. */
const most = 10_000;

/**
 * What Lambda authorizers answered, kept for their time to live on the stage's clock. A result is found
 * by authorizer and identity alone: one policy answers for every method that asks the authorizer.
 */
export class AuthorizerCache {
  readonly #clock: Clock;
  #results = new Map<string, { readonly result: JsonValue; readonly until: number }>();

  constructor({ clock, onReset }: Pick<StagePorts, "clock" | "onReset">) {
    this.#clock = clock;
    onReset?.(() => this.clear());
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

  /** For an authorizer that is about to be asked: what keeps its result, unless all is forgotten meanwhile. */
  begin(authorizer: string, identity: readonly string[]): KeepResult {
    const results = this.#results;
    return (result, ttlSeconds) => {
      const until = this.#clock.now() + ttlSeconds * 1000;
      const key = keyOf(authorizer, identity);
      results.delete(key);
      results.set(key, { result, until });
      const oldest = results.size > most ? results.keys().next() : null;
      if (oldest?.done === false) results.delete(oldest.value);
    };
  }

  /** Forgets everything, as a deployment of the stage does, and between two tests. */
  clear(): void {
    this.#results = new Map();
  }
}

function keyOf(authorizer: string, identity: readonly string[]): string {
  return JSON.stringify([authorizer, ...identity]);
}
