const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const wellFormed = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/u;

/**
 * Decodes base64 text (standard alphabet, padding optional, line breaks ignored), without the
 * host's help so that the pure layers may use it. `null` when the text is not base64.
 */
export function decodeBase64(text: string): Uint8Array | null {
  const compact = text.replaceAll(/[\r\n]/gu, "");
  if (!wellFormed.test(compact)) return null;
  const digits = compact.replace(/=+$/u, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let position = 0;
  for (const digit of digits) {
    buffer = ((buffer << 6) | alphabet.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[position] = (buffer >> bits) & 0xff;
    position += 1;
  }
  return bytes;
}
