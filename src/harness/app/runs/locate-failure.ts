import { isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem, SourceLocation } from "../../core/problem.ts";
import { showPath } from "../project/project-files.ts";

/** `at handler (/project/src/get.ts:7:55)`, `at file:///project/src/get.ts:7:55`. */
const frame = /^\s*at (?:.*\()?(?:async )?((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?\s*$/;

/** `  File "/project/src/app.py", line 11, in handler`, as Python says it. */
const pythonFrame = /^\s*File "([^"]+)", line (\d+)(?:, in .*)?$/;

/** `/project/src/get.ts:4:32: Could not resolve "../lib/htpp"`, as a build says it. */
const buildFault = /^(\S.*?):(\d+):(\d+): /;

function readFrame(root: string, line: string): SourceLocation | null {
  const [, named = "", row, column] =
    frame.exec(line) ?? buildFault.exec(line) ?? pythonFrame.exec(line) ?? [];
  const path = named.startsWith("file://") ? fileURLToPath(named) : named;
  if (!isAbsolute(path)) return null;
  const file = showPath(root, path);
  // Dependencies and built copies are not what the user wrote.
  const foreign =
    isAbsolute(file) ||
    /^(?:\.\.|\.lockstep)\/|(?:^|\/)(?:node_modules|site-packages|\.?venv)\//.test(file);
  if (foreign) return null;
  return { file, line: Number(row), ...(column === undefined ? {} : { column: Number(column) }) };
}

/** Python's innermost frame comes last, that of Node.js first. */
function innermostFirst(lines: readonly string[]): readonly string[] {
  return lines.some((line) => pythonFrame.test(line)) ? lines.toReversed() : lines;
}

/** The innermost place in the project's own sources that the stack of a failure names; `null` for none. */
export function locateFailure(root: string, { details = [] }: Problem): SourceLocation | null {
  for (const line of innermostFirst(details.filter((each) => !each.startsWith("log: ")))) {
    const place = readFrame(root, line);
    if (place !== null) return place;
  }
  return null;
}
