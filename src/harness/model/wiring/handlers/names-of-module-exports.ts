/** `module.exports = {` at the start of a line. */
const opening = /^[ \t]*module\.exports[ \t]*=[ \t]*\{/gm;

/** A longer object is not read. */
const mostLetters = 20_000;

const closers: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };

/** The member's name: `name`, `name: …`, `"name": …`, `name() {…}`, `async name() {…}`. */
const memberName =
  /^(?:(?:async|get|set)\s+)?\*?\s*(?:([A-Za-z_$][\w$]*)|"([\w$]+)"|'([\w$]+)')\s*(?:$|[:(])/;

/**
 * The names of an object that a CommonJS module assigns to `module.exports` once and for all, whose
 * members can all be read.
 *
 * @param code the module's text without its comments.
 * @returns `null` when there is no such object, or when anything else may add to it.
 */
export function namesOfModuleExports(code: string): readonly string[] | null {
  const [found, ...others] = code.matchAll(opening);
  if (found === undefined || others.length > 0) return null;
  const start = found.index + found[0].length;
  const rest = code.slice(0, found.index) + code.slice(start);
  if (/\b(?:module|exports|export|this|eval)\b/.test(rest)) return null;
  const members = readMembers(code.slice(start, start + mostLetters));
  if (members === null) return null;
  const names = members.map((member) => {
    const [, plain, double, single] = memberName.exec(member) ?? [];
    return plain ?? double ?? single;
  });
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? known : null;
}

/** The members of an object up to its end, as text; `null` when its end or its commas cannot be told. */
function readMembers(text: string): readonly string[] | null {
  const members: string[] = [];
  const open: string[] = ["}"];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? "";
    if (letter === "/" || letter === "`" || letter === "\\") return null;
    if (letter === '"' || letter === "'") {
      at = endOfString(text, at);
      if (at < 0) return null;
    } else if (closers[letter] !== undefined) {
      open.push(closers[letter]);
    } else if (letter === "}" || letter === ")" || letter === "]") {
      if (open.pop() !== letter) return null;
      if (open.length === 0) {
        members.push(text.slice(from, at).trim());
        return isEnd(text.slice(at + 1)) ? withoutLastEmpty(members) : null;
      }
    } else if (letter === "," && open.length === 1) {
      members.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  const end = text.indexOf(text[start] ?? "", start + 1);
  return /[\n\\]/.test(text.slice(start, end)) ? -1 : end;
}

/** The statement ends with the object. */
function isEnd(rest: string): boolean {
  return /^[ \t]*(?:;|$|\n\s*(?:[A-Za-z_$}]|$))/.test(rest);
}

/** A comma may stand behind the last member. */
function withoutLastEmpty(members: readonly string[]): readonly string[] {
  return members.at(-1) === "" ? members.slice(0, -1) : members;
}
