const digits = "0123456789abcdef";

/** FNV-1a over UTF-16 code units, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return state;
}

/**
 * An id that AWS would make up, as `length` hexadecimal digits: the same for the same seed on every
 * run and machine. Not a secret, and not unguessable.
 */
export function madeUpId(seed: string, length: number): string {
  let text = "";
  for (let block = 0; text.length < length; block += 1) {
    let bits = hash(`${seed}#${block}`);
    for (let index = 0; index < 8; index += 1) {
      text += digits.charAt(bits & 15);
      bits >>>= 4;
    }
  }
  return text.slice(0, length);
}

/** The same as a UUID. */
export function madeUpUuid(seed: string): string {
  const digitsOfIt = madeUpId(seed, 32);
  return [
    digitsOfIt.slice(0, 8),
    digitsOfIt.slice(8, 12),
    digitsOfIt.slice(12, 16),
    digitsOfIt.slice(16, 20),
    digitsOfIt.slice(20),
  ].join("-");
}
