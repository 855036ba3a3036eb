import type { SourceLocation } from "../../../core/problem.ts";
import type { ProblemCode } from "../../../core/problem-codes.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { readEnclosingLines, type EnclosingLines } from "./enclosing-lines.ts";
import { readSuppressions, type SuppressionComment } from "./read-suppressions.ts";

/** The `lockstep-ignore` comments of one file, and which of them were of use. */
export interface SuppressionFile {
  /** The reason a comment gives for accepting a problem at a place of this file; `null` for none. */
  accept(code: ProblemCode, location: SourceLocation): string | null;
  /** Comments that accept nothing as they are written. */
  readonly faults: readonly Problem[];
  /** Comments that accepted nothing of the codes asked about. */
  unused(couldBeFound: (code: ProblemCode) => boolean): readonly Problem[];
}

function faultsOf(file: string, comments: readonly SuppressionComment[]): readonly Problem[] {
  return comments.flatMap(({ line, column, unknown, reason, codes }) => {
    const location = { file, line, column };
    const wrong = unknown.map((name) =>
      createProblem({
        code: "project/suppression-unknown-code",
        message: `A lockstep-ignore comment names "${name}", and no problem code is called that.`,
        location,
      }),
    );
    if (reason !== null && codes.length + unknown.length > 0) return wrong;
    const message =
      codes.length + unknown.length === 0
        ? "A lockstep-ignore comment names no code."
        : "A lockstep-ignore comment gives no reason, so it accepts nothing.";
    return [
      ...wrong,
      createProblem({ code: "project/suppression-without-reason", message, location }),
    ];
  });
}

/** The lines a comment may be about to accept a problem: its own and those of the keys around it. */
function linesOf(location: SourceLocation, enclosing: EnclosingLines): ReadonlySet<number> {
  return new Set([location.line ?? 1, ...enclosing(location)]);
}

/** A finding about the whole file points at its first line, where the comment itself may stand. */
function isAbout(
  { line, target }: SuppressionComment,
  location: SourceLocation,
  lines: ReadonlySet<number>,
): boolean {
  if (target === null) return false;
  const place = location.line ?? 1;
  return lines.has(target) || (line <= place && place <= target);
}

/** Reads the comments of a file. */
export function openSuppressionFile(file: string, text: string): SuppressionFile {
  const comments = readSuppressions(file, text);
  const used = new Set<string>();
  let enclosing: EnclosingLines | null = null;
  const find = (code: ProblemCode, location: SourceLocation): SuppressionComment | undefined => {
    const candidates = comments.filter(
      ({ codes, reason }) => reason !== null && codes.includes(code),
    );
    if (candidates.length === 0) return undefined;
    enclosing ??= /\.ya?ml$/.test(file) ? readEnclosingLines(text) : () => [];
    const lines = linesOf(location, enclosing);
    return candidates.find((comment) => isAbout(comment, location, lines));
  };
  return {
    accept: (code, location) => {
      const comment = find(code, location);
      if (comment === undefined) return null;
      used.add(`${comment.line} ${code}`);
      return comment.reason;
    },
    faults: faultsOf(file, comments),
    unused: (couldBeFound) =>
      comments.flatMap(({ line, column, codes, reason }) =>
        codes
          .filter((code) => reason !== null && !used.has(`${line} ${code}`) && couldBeFound(code))
          .map((code) =>
            createProblem({
              code: "project/suppression-unused",
              message: `A comment accepts ${code}, which is not found here.`,
              location: { file, line, column },
            }),
          ),
      ),
  };
}
