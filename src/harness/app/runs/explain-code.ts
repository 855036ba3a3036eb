import { problemCodes, setupErrorCodes } from "../../core/problem-codes.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { CodeEntry, SetupErrorEntry } from "../../core/codes/code-entry.ts";
import { nearestNames } from "../project/select-codes.ts";
import { docsAnchor, problemsPage } from "../report/docs-anchor.ts";
import { readToolFile } from "../report/tool-version.ts";

/** What a code means. */
export interface CodeExplanation {
  readonly code: string;
  /** `error`, `warning` or `info`; `null` for a set-up error. */
  readonly severity: string | null;
  /** The exit code of a set-up error, else `null`. */
  readonly exitCode: number | null;
  readonly title: string;
  readonly hint: string | null;
  /** The paragraph of the documentation, `null` where the page is not installed. */
  readonly text: string | null;
  readonly docs: string;
}

/** The text below a heading of problems.md, up to the next one. */
export function paragraphOf(markdown: string, code: string): string | null {
  const sections = markdown.split(/^#{2,3} /m);
  const own = sections.find((section) => {
    const [heading = ""] = section.split("\n");
    return heading.replaceAll("`", "").split(" ")[0] === code;
  });
  if (own === undefined) return null;
  return own.slice(own.indexOf("\n") + 1).trim();
}

/** Explains a code as the documentation does. Throws `project/code-unknown`, with the nearest codes. */
export function explainCode(code: string): CodeExplanation {
  const problems: Readonly<Record<string, CodeEntry>> = problemCodes;
  const setups: Readonly<Record<string, SetupErrorEntry>> = setupErrorCodes;
  const problem = Object.hasOwn(problems, code) ? problems[code] : undefined;
  const setup = Object.hasOwn(setups, code) ? setups[code] : undefined;
  const entry = problem ?? setup;
  if (entry === undefined) {
    const near = nearestNames(code, [...Object.keys(problems), ...Object.keys(setups)]);
    throw new LockstepError({
      code: "project/code-unknown",
      message: `No code is called "${code}".`,
      hint:
        near.length === 0 ? `${problemsPage} lists them.` : `Did you mean ${near.join(" or ")}?`,
    });
  }
  return {
    code,
    severity: problem?.severity ?? null,
    exitCode: setup?.exitCode ?? null,
    title: entry.title,
    hint: entry.hint ?? null,
    text: paragraphOf(readToolFile(problemsPage) ?? "", code),
    docs: docsAnchor(code),
  };
}
