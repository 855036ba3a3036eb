const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const parts = /^([A-Za-z0-9+/]*)(={0,2})$/u;

/**
 * Decodes base64 text (standard alphabet, padding optional, line breaks ignored), without the
 * host's help so that the pure layers may use it. `null` when the text is not base64.
 */
export function decodeBase64(text: string): Uint8Array | null {
  const compact = text.replaceAll(/[\r\n]/gu, "");
  const [, digits, padding = ""] = parts.exec(compact) ?? [];
  if (digits === undefined || digits.length % 4 === 1) return null;
  if (padding !== "" && compact.length % 4 !== 0) return null;
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

/**
 * Encodes bytes, or text in UTF-8, as base64 (standard alphabet, padded). Half of a surrogate pair, which has no
 * encoding, becomes U+FFFD.
 */
export function encodeBase64(content: Uint8Array | string): string {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const text: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const group = (first << 16) | (second << 8) | third;
    const digits = [18, 12, 6, 0].map((shift) => alphabet.charAt((group >> shift) & 63));
    const left = bytes.length - at;
    text.push(digits.slice(0, Math.min(left, 3) + 1).join(""), "=".repeat(Math.max(0, 3 - left)));
  }
  return text.join("");
}
