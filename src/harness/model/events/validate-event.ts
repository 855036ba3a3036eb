import { parseJson, type JsonValue } from "../../core/json.ts";
import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import { parseSourceDocument, type SourceDocument } from "../../core/source-document.ts";
import { findJsonError } from "./find-json-error.ts";
import { judgeEventShape } from "./judge-event-shape.ts";

/** An event file: path relative to the project root, and its text as read (byte order mark kept). */
export interface EventFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Checks an event file: its bytes, its JSON, and its shape against the schema of what sends it.
 * The body of an API Gateway event is checked against the operation by the caller, with the
 * document at hand (see `restEventToRequest`).
 *
 * @returns problems with file, pointer, line and column; none when the file is a sound event
 */
export function validateEvent(input: EventFile): readonly Problem[] {
  const encoding = encodingProblem(input);
  const text = input.text.startsWith("\uFEFF") ? input.text.slice(1) : input.text;
  if (text.startsWith("\uFFFD\uFFFD")) return encoding;
  const syntax = findJsonError(text);
  if (syntax !== null) {
    return [...encoding, syntaxProblem(input.file, text, syntax.offset, syntax.message)];
  }
  const value = readValue(text);
  if (value === undefined) {
    const message = "it nests deeper than 512 levels, or holds a number too large";
    return [...encoding, syntaxProblem(input.file, text, 0, message)];
  }
  const source = parseSourceDocument({ file: input.file, text });
  return [...encoding, ...duplicateKeys(source), ...judgeEventShape(source, value)];
}

function readValue(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function encodingProblem({ file, text }: EventFile): readonly Problem[] {
  const location: SourceLocation = { file, line: 1, column: 1 };
  if (text.startsWith("\uFFFD\uFFFD")) {
    return [
      createProblem({
        code: "events/byte-order-mark",
        message: `${file} is not UTF-8 text; it looks like UTF-16, as PowerShell writes with ">".`,
        location,
        hint: "Save the file as UTF-8 without a byte order mark.",
      }),
    ];
  }
  if (!text.startsWith("\uFEFF")) return [];
  return [
    createProblem({
      code: "events/byte-order-mark",
      message: `${file} begins with a byte order mark (BOM). Tools that read it as plain JSON stop with "Expecting value: line 1 column 1 (char 0)" or "Unexpected token".`,
      location,
    }),
  ];
}

function syntaxProblem(file: string, text: string, offset: number, message: string): Problem {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  return createProblem({
    code: "events/syntax-error",
    message: `${file} is not JSON: ${message}.`,
    location: { file, line, column },
  });
}

function duplicateKeys(source: SourceDocument): readonly Problem[] {
  return source.issues
    .filter((issue) => issue.kind === "duplicate-key")
    .map((issue) =>
      createProblem({
        code: "events/duplicate-key",
        message: issue.message,
        location: issue.location,
      }),
    );
}
