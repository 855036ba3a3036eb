import { readFileSync } from "node:fs";
import type { SourceMap } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { FunctionDefinition, LogLine } from "../../core/function-invoker.ts";
import { readSourceMap } from "./read-source-map.ts";

/** How the process of a function is opened to a debugger. */
export interface Inspection {
  /** Port on 127.0.0.1, the same for every process of the function. */
  readonly port: number;
  /** Stop at the first line of the handler's module; otherwise at the first breakpoint. */
  readonly breakAtStart: boolean;
}

/** What a function under a debugger may take, in milliseconds: ten hours, as in `sam local`. */
export const debuggedTimeoutMs = 36_000_000;

/** A function whose own timeout would cut a session at a breakpoint gets ten hours. */
function withoutTimeout(definition: FunctionDefinition): FunctionDefinition {
  return { ...definition, timeoutMs: debuggedTimeoutMs };
}

/** A place in a module as it is loaded; line and column count from 0. */
export interface BreakPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the statements of the handler's own source begin in the module that is loaded: at its start, or in a
 * built module after those of the modules it imports.
 */
export function firstPlaceOf(moduleUrl: string, entryFile: string): BreakPlace {
  const start = { line: 0, column: 0 };
  const map = readSourceMap(`${fileURLToPath(moduleUrl)}.map`);
  if (map === null) return start;
  const entry = pathToFileURL(entryFile).href;
  const lines = readFileSync(fileURLToPath(moduleUrl), "utf8").split("\n").length;
  for (let line = 0; line < lines; line += 1) {
    const found = firstOfLine(map, line);
    if (found !== null && new URL(found.source, moduleUrl).href === entry) {
      return { line, column: found.column };
    }
  }
  return start;
}

function firstOfLine(
  map: SourceMap,
  line: number,
): { readonly source: string; readonly column: number } | null {
  // The entry at or before column 0: of this line only where a mapping begins it.
  const found = map.findEntry(line, 0);
  if (!("originalSource" in found) || found.generatedLine !== line) return null;
  return { source: found.originalSource, column: found.generatedColumn };
}

/** What a pool is told of debuggers. */
export interface InspectionOptions {
  /**
   * Functions of Node.js that run under a debugger: one environment at a time, which waits for it before the
   * handler's module is loaded; without time limit and memory limit.
   */
  readonly inspections?: ReadonlyMap<string, Inspection>;
  /** What Node.js says of the inspector of a function: where it listens, who comes and goes. */
  readonly onInspectorTalk?: (logicalId: string, text: string) => void;
}

/** The part of an environment's settings that opens a function to a debugger. */
export function inspectionSettings(
  { inspections, onInspectorTalk = () => {} }: InspectionOptions,
  logicalId: string,
): {
  readonly inspection?: Inspection;
  readonly onInspectorTalk?: (logicalId: string, text: string) => void;
} {
  const inspection = inspections?.get(logicalId);
  return inspection === undefined ? {} : { inspection, onInspectorTalk };
}

/** The functions of a pool by logical id, those under a debugger without their timeout. */
export function functionsOf(
  functions: readonly FunctionDefinition[],
  { inspections }: InspectionOptions,
): ReadonlyMap<string, FunctionDefinition> {
  return new Map(
    functions.map((each) => [
      each.logicalId,
      inspections?.has(each.logicalId) === true ? withoutTimeout(each) : each,
    ]),
  );
}

/** What Node.js itself writes of its inspector: no lines of the function. */
const nodesOwnTalk =
  /^(?:Debugger listening on ws:|Debugger attached\.$|Debugger ending on ws:|Waiting for the debugger to disconnect\.\.\.$|Starting inspector on |For help, see: https:\/\/nodejs\.org\/)/;

/** Is a line of a process that has an inspector Node's own word about it? */
export function isInspectorTalk({ stream, text }: LogLine): boolean {
  return stream === "stderr" && nodesOwnTalk.test(text);
}
