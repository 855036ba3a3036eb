import type { Randomness } from "../../core/ports.ts";

/**
 * A stream of numbers in [0, 1) that begins the same for the same seed (mulberry32).
 *
 * @param seed any integer; only its lower 32 bits count.
 */
export function createRandomness(seed: number): Randomness {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}
