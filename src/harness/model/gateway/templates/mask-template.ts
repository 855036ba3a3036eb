/** Stands for a letter that is not known here; no letter of the template language. */
export const masked = "\uE000";

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/**
 * The text of `Fn::Sub` as a template, place for place: `${Name}` is CloudFormation's and becomes
 * unknown letters, `${!name}` is what it leaves behind as `${name}`.
 */
export function maskPlaceholders(text: string): string {
  return text.replace(/\$\{([^{}]*)\}/g, (whole, name: string) =>
    name.startsWith("!") ? ` \${${name.slice(1)}}` : masked.repeat(whole.length),
  );
}

/** A template without its comments (`## …`, `#* … *#`) and unparsed parts (`#[[ … ]]#`), place for place. */
export function maskComments(text: string): string {
  let rest = "";
  let from = 0;
  for (;;) {
    const start = text.indexOf("#", from);
    if (start < 0) return rest + text.slice(from);
    const end = endOfComment(text, start);
    rest += text.slice(from, start) + (end === null ? "#" : blank(text.slice(start, end)));
    from = end ?? start + 1;
  }
}

function endOfComment(text: string, start: number): number | null {
  const opening = text.slice(start, start + 3);
  const closing = opening.startsWith("##")
    ? "\n"
    : opening.startsWith("#*")
      ? "*#"
      : opening === "#[["
        ? "]]#"
        : null;
  if (closing === null) return null;
  const found = text.indexOf(closing, start + 2);
  return found < 0 ? text.length : closing === "\n" ? found : found + closing.length;
}
