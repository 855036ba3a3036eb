const escapes = /(?:%[0-9A-Fa-f]{2})+/gu;
const decoder = new TextDecoder();

/**
 * Decodes the percent-encoding of a path as UTF-8. A `%` that begins no escape stays as it is, bytes
 * that are no UTF-8 become U+FFFD; `+` is no space.
 *
 * @example decodePath("/orders/a%20b%") // "/orders/a b%"
 */
export function decodePath(path: string): string {
  if (!path.includes("%")) return path;
  return path.replaceAll(escapes, (run) => {
    const bytes = run.slice(1).split("%");
    return decoder.decode(Uint8Array.from(bytes, (digits) => Number.parseInt(digits, 16)));
  });
}
