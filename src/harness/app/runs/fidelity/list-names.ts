const shown = 3;

/** `A`, `A and B`, `A, B, C and 4 more`: a sentence must not grow with the template. */
export function listNames(names: readonly string[]): string {
  if (names.length > shown) {
    return `${names.slice(0, shown).join(", ")} and ${names.length - shown} more`;
  }
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** `GET /a is answered with 501`, `GET /a and POST /b are answered with 501`. */
export function answeredWith501(operations: readonly string[]): string {
  return `${listNames(operations)} ${operations.length === 1 ? "is" : "are"} answered with 501`;
}
