import { Lexer } from "yaml";
import type { ProblemCode } from "../../../core/problem-codes.ts";
import { allCodes } from "../../project/select-codes.ts";

/** A `lockstep-ignore` comment. */
export interface SuppressionComment {
  /** Where the comment stands, from 1. */
  readonly line: number;
  readonly column: number;
  /** The line it is about: its own, or the first after the comment lines it stands in; `null` for none. */
  readonly target: number | null;
  readonly codes: readonly ProblemCode[];
  /** Names in it that are no codes. */
  readonly unknown: readonly string[];
  /** `null` when none is given; the comment then accepts nothing. */
  readonly reason: string | null;
}

interface Comment {
  readonly line: number;
  readonly column: number;
  /** Without the mark it begins with. */
  readonly text: string;
  /** Nothing stands before it on its line. */
  readonly alone: boolean;
}

const mark = "lockstep-ignore";
const codes: ReadonlySet<string> = new Set(allCodes);

function isKnown(name: string): name is ProblemCode {
  return codes.has(name);
}

/** Marks of the lexer that stand for nothing in the text. */
const ownMarks = new Set(["\u0002", "\u0018", "\u001F"]);

/** The lexer tells a comment from the same characters in a string or a block of text. */
function yamlComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let line = 1;
  let before = "";
  for (const token of new Lexer().lex(text)) {
    if (ownMarks.has(token)) continue;
    if (token.startsWith("#") && !token.includes("\n")) {
      const alone = before.trim() === "";
      comments.push({ line, column: before.length + 1, text: token.slice(1), alone });
    }
    const lines = token.split("\n");
    line += lines.length - 1;
    before = lines.length === 1 ? before + token : (lines.at(-1) ?? "");
  }
  return comments;
}

/** Comments of JavaScript that begin with `//`, as far as a line tells. */
function scriptComments(text: string): readonly Comment[] {
  return text.split(/\r?\n/).flatMap((content, index) => {
    const at = /(?:^|\s)\/\//.exec(content);
    if (at === null) return [];
    const column = content.indexOf("//", at.index) + 1;
    const alone = content.slice(0, column - 1).trim() === "";
    return [{ line: index + 1, column, text: content.slice(column + 1), alone }];
  });
}

/** A comment between code is about its line; comment lines are about the line after the last of them. */
function targetOf(comment: Comment, alone: ReadonlySet<number>, lines: readonly string[]) {
  if (!comment.alone) return comment.line;
  let next = comment.line + 1;
  while (alone.has(next)) next += 1;
  const text = lines[next - 1];
  return text === undefined || text.trim() === "" ? null : next;
}

function parseComment(text: string): Pick<SuppressionComment, "codes" | "unknown" | "reason"> {
  const content = text.trim().slice(mark.length);
  const at = content.indexOf(":");
  const names = (at === -1 ? content : content.slice(0, at))
    .split(/[\s,]+/)
    .filter((name) => name !== "");
  const reason = at === -1 ? "" : content.slice(at + 1).trim();
  return {
    codes: names.filter(isKnown),
    unknown: names.filter((name) => !isKnown(name)),
    reason: reason === "" ? null : reason,
  };
}

function isScript(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

/**
 * The `lockstep-ignore` comments of a YAML or script file; JSON has no comments.
 *
 * @example
 * readSuppressions("a.yaml", "# lockstep-ignore wiring/route-from-event: on purpose\npaths: {}\n")
 * // [{ line: 1, column: 1, target: 2, codes: ["wiring/route-from-event"], unknown: [], reason: "on purpose" }]
 */
export function readSuppressions(file: string, text: string): readonly SuppressionComment[] {
  if (!text.includes(mark) || file.endsWith(".json")) return [];
  const comments = isScript(file) ? scriptComments(text) : yamlComments(text);
  const alone = new Set(comments.filter((each) => each.alone).map(({ line }) => line));
  const lines = text.split(/\r?\n/);
  return comments
    .filter((comment) => new RegExp(`^\\s*${mark}(?![\\w-])`).test(comment.text))
    .map((comment) => ({
      line: comment.line,
      column: comment.column,
      target: targetOf(comment, alone, lines),
      ...parseComment(comment.text),
    }));
}
