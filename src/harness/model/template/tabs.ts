import { Lexer } from "yaml";
import { parsePlainJson } from "../../core/parse-plain-json.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";

/**
 * Tabs between the words of a YAML template. YAML 1.2 allows them there; PyYAML, which SAM CLI reads
 * templates with, takes no tab outside quotes, comments and block texts ("found character '\t' that
 * cannot start any token"). JSON is read as JSON before that.
 */
export function checkTabs({ file, text, issues }: SourceDocument): readonly Problem[] {
  if (!text.includes("\t") || issues.length > 0 || parsePlainJson(text) !== null) return [];
  const offsets = tabsBetween(text);
  const [first, ...others] = offsets;
  if (first === undefined) return [];
  const before = text.slice(0, first).split("\n");
  const more = others.length === 0 ? "" : `, and at ${others.length} more`;
  return [
    createProblem({
      code: "template/tab",
      message: `A tab stands between the words here${more}; SAM CLI cannot read the template.`,
      location: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    }),
  ];
}

/** What the parser's lexer puts before a scalar's text. */
const scalarMark = "\u001F";

function tabsBetween(text: string): readonly number[] {
  const offsets: number[] = [];
  let offset = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    // Marks of the lexer are no part of the text.
    if (/^[\u0002\u0018\u001F]$/.test(token)) {
      isScalar = token === scalarMark;
      continue;
    }
    // A quoted text in pieces: what is in it cannot be told from what is around it.
    if (/^["']/.test(token) && (token.length < 2 || token.at(-1) !== token[0])) return [];
    if (!isScalar && /^[ \t]+$/.test(token) && token.includes("\t"))
      offsets.push(offset + token.indexOf("\t"));
    offset += token.length;
    isScalar = false;
  }
  return offsets;
}
