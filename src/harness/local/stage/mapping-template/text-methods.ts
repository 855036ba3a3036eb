import { boundPattern } from "../../../core/patterns/bounded-pattern.ts";
import { estimateCost } from "../../../core/patterns/pattern-cost.ts";
import { numberOf, partOf, textOf, type Method } from "./method-arguments.ts";
import { TemplateFault } from "./template-fault.ts";
import { limitText } from "./template-work.ts";
import type { TemplateValue } from "./template-value.ts";

/** Parts a text is divided into at most. */
const mostParts = 1_000_000;

/** A pattern that Java and JavaScript write alike. Throws `TemplateFault`. */
function toExpression(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, `${flags}u`);
  } catch {
    throw new TemplateFault("unemulated", `the pattern ${pattern} is not one of JavaScript's`);
  }
}

/** Whether a text holds a match; what has no verdict in time is refused. */
function holds(pattern: string, text: string): boolean {
  const verdict = boundPattern(toExpression(pattern, "")).matches(text);
  if (verdict === null) throw takesTooLong(pattern);
  return verdict;
}

/**
 * What the places of a text that match come to. Only a pattern that cannot backtrack for ever is run on it;
 * another may still be found not to match.
 */
function whereMatched(
  { pattern, flags }: { readonly pattern: string; readonly flags: string },
  text: string,
  use: (expression: RegExp) => string,
): string {
  const expression = toExpression(pattern, flags);
  if (!holds(pattern, text)) return text;
  if (estimateCost(pattern)(text.length)) throw takesTooLong(pattern);
  return use(expression);
}

function takesTooLong(pattern: string): TemplateFault {
  return new TemplateFault("unemulated", `the pattern ${pattern} takes too long`);
}

/**
 * A replacement as Java reads it: `$1` is a group, a backslash takes the next character as it is. Throws
 * `TemplateFault` for a group the pattern does not have, as Java does.
 */
function replacer(replacement: string): (...match: readonly unknown[]) => string {
  const pieces = Array.from(
    replacement.matchAll(/\\(.)|\$(\d)|[^\\$]+|./gsu),
    ([whole, plain, group]) => (group === undefined ? (plain ?? whole) : Number(group)),
  );
  let [written, places] = [0, 0];
  return (...match) => {
    const groups = match.findIndex((each) => typeof each === "number");
    let text = "";
    for (const piece of pieces) text += typeof piece === "string" ? piece : groupOf(piece, groups);
    written += text.length;
    limitText(written);
    places += 1;
    if (places > mostParts) throw tooManyParts();
    return text;

    function groupOf(number: number, count: number): string {
      if (number >= count) throw new TemplateFault("broken", `there is no group ${number}`);
      const found = match[number];
      return typeof found === "string" ? found : "";
    }
  };
}

function tooManyParts(): TemplateFault {
  return new TemplateFault("broken", "a text has too many parts");
}

/** Every part replaced; an empty one stands before and behind each character. */
function replaceParts(text: string, from: string, to: string): string {
  const parts = from === "" ? text.length + 1 : text.split(from).length - 1;
  limitText(text.length + parts * (to.length - from.length));
  return text.replaceAll(from, () => to);
}

/** Parts of a text as `String.split` of Java gives them: empty ones at the end are left out. */
function split(text: string, pattern: string): TemplateValue[] {
  const expression = toExpression(pattern, "g");
  if (!holds(pattern, text)) return [text];
  if (estimateCost(pattern)(text.length)) throw takesTooLong(pattern);
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: match } of text.matchAll(expression)) {
    // What is empty divides characters, and nothing at the ends.
    if (match === "" && (index === 0 || index >= text.length)) continue;
    parts.push(text.slice(from, index));
    from = index + match.length;
    if (parts.length > mostParts) throw tooManyParts();
  }
  parts.push(text.slice(from));
  while (parts.at(-1) === "") parts.pop();
  return parts;
}

function replaceMatches(text: string, pattern: string, to: string, flags: string): string {
  return whereMatched({ pattern, flags }, text, (expression) =>
    flags === "g"
      ? text.replaceAll(expression, replacer(to))
      : text.replace(expression, replacer(to)),
  );
}

/** Methods of texts: those of Java that templates use. */
export const textMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ["charAt", (self, [at]) => partOf(self, numberOf(at, 0), numberOf(at, 0) + 1)],
  ["concat", (self, [other]) => self + textOf(other)],
  ["contains", (self, [other]) => self.includes(textOf(other))],
  ["endsWith", (self, [other]) => self.endsWith(textOf(other))],
  ["equals", (self, [other]) => typeof other === "string" && self === other],
  ["equalsIgnoreCase", (self, [other]) => self.toLowerCase() === textOf(other).toLowerCase()],
  ["compareTo", (self, [other]) => compareTexts(self, textOf(other))],
  ["indexOf", (self, [other, from]) => self.indexOf(textOf(other), numberOf(from, 0))],
  ["isBlank", (self) => self.trim() === ""],
  ["isEmpty", (self) => self === ""],
  [
    "lastIndexOf",
    (self, [other, from]) => self.lastIndexOf(textOf(other), numberOf(from, self.length)),
  ],
  ["length", (self) => self.length],
  ["matches", (self, [pattern]) => holds(`^(?:${textOf(pattern)})$`, self)],
  ["replace", (self, [from, to]) => replaceParts(self, textOf(from), textOf(to))],
  ["replaceAll", (self, [from, to]) => replaceMatches(self, textOf(from), textOf(to), "g")],
  ["replaceFirst", (self, [from, to]) => replaceMatches(self, textOf(from), textOf(to), "")],
  ["split", (self, [pattern]) => split(self, textOf(pattern))],
  ["startsWith", (self, [other]) => self.startsWith(textOf(other))],
  ["strip", (self) => self.trim()],
  ["substring", (self, [from, to]) => partOf(self, numberOf(from, 0), numberOf(to, self.length))],
  ["toLowerCase", (self) => self.toLowerCase()],
  ["toString", (self) => self],
  ["toUpperCase", (self) => self.toUpperCase()],
  ["trim", (self) => self.trim()],
]);

/** As `String.compareTo` of Java. */
function compareTexts(left: string, right: string): number {
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = left.charCodeAt(at) - right.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
