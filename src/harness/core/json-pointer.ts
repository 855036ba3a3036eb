/** A JSON pointer as RFC 6901 writes it: `""` is the whole document, `/paths/~1orders/post` a member. */
export type JsonPointer = string;

/**
 * Appends tokens to a JSON pointer, escaping `~` and `/` (RFC 6901, section 3).
 *
 * @example joinPointer("/paths", "/orders", "post") // "/paths/~1orders/post"
 */
export function joinPointer(
  base: JsonPointer,
  ...tokens: readonly (string | number)[]
): JsonPointer {
  return tokens.reduce<string>(
    (pointer, token) => `${pointer}/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`,
    base,
  );
}

/** A fragment that is not percent-encoded properly (`#/100%`) is taken as it stands. */
function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Splits a JSON pointer into its unescaped tokens; a leading `#` (URI fragment form) is accepted. */
export function splitPointer(pointer: JsonPointer): readonly string[] {
  const plain = pointer.startsWith("#") ? decodeFragment(pointer.slice(1)) : pointer;
  if (plain === "") return [];
  return plain
    .slice(1)
    .split("/")
    .map((token) =>
      token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token,
    );
}

/** The value a JSON pointer names, or `undefined` where nothing is there. */
export function valueAt(root: unknown, pointer: JsonPointer): unknown {
  let current: unknown = root;
  for (const token of splitPointer(pointer)) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, token)) {
      return undefined;
    }
    current = Reflect.get(current, token);
  }
  return current;
}
