import { joinPointer } from "../../core/json-pointer.ts";
import type { SourceLocation } from "../../core/problem.ts";
import { parseSourceDocument, type SourceDocument } from "../../core/source-document.ts";

/** The file read last: its faults are looked up one after the other. */
let latest: SourceDocument | null = null;

function readOnce(file: string, text: string): SourceDocument {
  if (latest?.file !== file || latest.text !== text) latest = parseSourceDocument({ file, text });
  return latest;
}

/** A member as it is written in an object of JavaScript: `name:`, `"name":`, `name,` for a shorthand. */
function memberPattern(name: string): RegExp {
  const plain = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^\\s*(?:["']${plain}["']|${plain})\\s*[:,(]`);
}

/**
 * Where a member stands in a configuration file: exactly in JSON; in TypeScript and JavaScript on the one line
 * that begins with its name, and without a line where that cannot be told.
 *
 * @param path the members that lead to it, e.g. `["functions", "session"]`
 */
export function placeInConfig(file: string, text: string, path: readonly string[]): SourceLocation {
  const name = path.at(-1) ?? "";
  if (file.endsWith(".json")) {
    const { line, column } = readOnce(file, text).locate(joinPointer("", ...path));
    return {
      file,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    };
  }
  const pattern = memberPattern(name);
  const lines = text.split("\n");
  const found = lines.flatMap((line, index) => (pattern.test(line) ? [index] : []));
  const [index] = found;
  if (index === undefined || found.length > 1) return { file };
  const column = (lines[index] ?? "").search(/\S/) + 1;
  return { file, line: index + 1, column };
}
