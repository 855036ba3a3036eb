/** Identifiers that look like those of AWS and are the same for the same seed. */
export interface SeededIds {
  /** A UUID of version 4, lower case. */
  uuid(): string;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  /** `length` decimal digits. */
  digits(length: number): string;
  /** `length` upper-case letters and digits. */
  upper(length: number): string;
  /** `length` letters and digits. */
  token(length: number): string;
}

const digits = "0123456789";
const upperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * Makes identifiers of a seed, each call another one.
 *
 * @param seed any integer; its lowest 32 bits count
 */
export function seededIds(seed: number): SeededIds {
  let state = seed >>> 0;
  /** SplitMix32: the next 32 bits. */
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const draw = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(next() % alphabet.length)).join("");
  const hex = (length: number): string => draw("0123456789abcdef", length);
  return {
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${draw("89ab", 1)}${hex(3)}-${hex(12)}`,
    digits: (length) => draw(digits, length),
    upper: (length) => draw(`${upperCase}${digits}`, length),
    token: (length) => draw(`${upperCase}${upperCase.toLowerCase()}${digits}`, length),
  };
}
