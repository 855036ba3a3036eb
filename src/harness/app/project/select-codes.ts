import { LockstepError } from "../../core/lockstep-error.ts";
import { problemCodes, setupErrorCodes, type ProblemCode } from "../../core/problem-codes.ts";
import { namesWithin } from "../../core/suggest-names.ts";

function isProblemCode(name: string): name is ProblemCode {
  return Object.hasOwn(problemCodes, name);
}

/** Every code, in the order of the registry. */
export const allCodes: readonly ProblemCode[] = Object.keys(problemCodes).filter(isProblemCode);

/** The groups codes belong to: the part before the slash. */
export const codeGroups: readonly string[] = [
  ...new Set(allCodes.map((code) => code.slice(0, code.indexOf("/")))),
];

/** `openapi/*` and `*-unused`; every other character stands for itself. */
function globToPattern(glob: string): RegExp {
  const parts = glob.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}

/** The names that are nearest to a misspelt one: up to a fifth of its letters may differ. */
export function nearestNames(wrong: string, names: readonly string[]): readonly string[] {
  return namesWithin(Math.max(2, Math.floor(wrong.length / 5)), wrong, names);
}

/** `Did you mean a or b?`, or the list to choose from. */
export function suggest(wrong: string, names: readonly string[], otherwise: string): string {
  const near = nearestNames(wrong, names);
  return near.length === 0 ? otherwise : `Did you mean ${near.join(" or ")}?`;
}

/** The usage error of a name that no code or group has; `where` begins its sentence. */
export function unknownCode(where: string, name: string): LockstepError {
  const isGlob = name.includes("*");
  const isSetup = Object.hasOwn(setupErrorCodes, name);
  return new LockstepError({
    code: "project/code-unknown",
    message: isSetup
      ? `${where} names "${name}", a set-up error: it ends the run, and no rule changes that.`
      : `${where} names "${name}", and no problem code is called that.`,
    hint: suggest(
      isGlob ? (name.split("/")[0] ?? "") : name,
      isGlob ? codeGroups : name.includes("/") ? allCodes : [...codeGroups, ...allCodes],
      `The groups are ${codeGroups.join(", ")}; docs/problems.md lists the codes.`,
    ),
  });
}

/** The code of a name. Throws `project/code-unknown`, with the nearest names. */
export function codeOf(name: string, where: string): ProblemCode {
  if (isProblemCode(name)) return name;
  throw unknownCode(where, name);
}

/** True when a selector names one code alone. */
export function isCode(selector: string): boolean {
  return isProblemCode(selector);
}

/**
 * The codes that a selector names: a code, a group (the part before the slash), or a glob over whole
 * codes. Throws `project/code-unknown` for one that names none.
 *
 * @example selectCodes("events", "--only") // every events/… code
 */
export function selectCodes(selector: string, where: string): readonly ProblemCode[] {
  if (isProblemCode(selector)) return [selector];
  const pattern = selector.includes("*") ? globToPattern(selector) : globToPattern(`${selector}/*`);
  const selected = allCodes.filter((code) => pattern.test(code));
  if (selected.length === 0) throw unknownCode(where, selector);
  return selected;
}
