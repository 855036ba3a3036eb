import type { SourceMap } from "node:module";
import path from "node:path";
import type { FunctionFailure } from "../../core/function-invoker.ts";
import { readSourceMap } from "./read-source-map.ts";
import { realFolder } from "./build/real-folder.ts";
import { withoutForeignFrames } from "./runtime/foreign-frames.ts";

/** A frame in a module of the build cache, loaded by URL (`?instance=`) or as a copy (`.<instance>`). */
const builtFrame =
  /^(\s+at (?:.* \()?(?:async )?)\S.*?([0-9a-f]{32}-[0-9a-f]{32})(?:\.[0-9a-f]{12})?(\.[mc]js)(?:\?instance=[0-9a-f]+)?:(\d+):(\d+)(\)?)$/;

/**
 * A failure whose trace is the user's: frames of built modules point at their sources, frames of the
 * harness and of Node's internals are left out (one frame is always kept). Maps are read here, since
 * not every runner lets Node map stacks.
 *
 * @param folder folder of built modules with their maps, `null` where frames are mapped already
 */
export function withReadableTrace(
  failure: FunctionFailure,
  folder: string | null,
): FunctionFailure {
  const maps = new Map<string, SourceMap | null>();
  const lines = failure.trace.map((line) =>
    folder === null ? line : mapFrame(line, folder, maps),
  );
  return { ...failure, trace: withoutForeignFrames(lines) };
}

function mapFrame(line: string, folder: string, maps: Map<string, SourceMap | null>): string {
  const [, start = "", key = "", extension = "", row, column, end = ""] =
    builtFrame.exec(line) ?? [];
  if (key === "") return line;
  const file = path.join(folder, `${key}${extension}.map`);
  const map = maps.get(file) ?? readSourceMap(file);
  maps.set(file, map);
  const origin = map?.findOrigin(Number(row), Number(column));
  if (origin === undefined || !("fileName" in origin)) return line;
  const source = path.resolve(realFolder(folder), origin.fileName);
  return `${start}${source}:${origin.lineNumber}:${origin.columnNumber}${end}`;
}
