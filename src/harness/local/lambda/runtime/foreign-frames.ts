import { fileURLToPath } from "node:url";

/** Where the harness's own files lie, as stack lines name them. */
const ownFolders = [
  new URL("../../../", import.meta.url).href,
  fileURLToPath(new URL("../../../", import.meta.url)),
];

const frame = /^\s+at /;
const nodeInternal = /\bnode:internal\//;
const between =
  /^\s+at (?:(?:async )?(?:new )?Promise\b.*(?:<anonymous>|index \d+)\)|process\.emit \(node:events:\d+:\d+\))$/;

/** Whether a line of a stack is a frame of the harness or of Node's internals. */
export function isForeignFrame(line: string): boolean {
  return (
    frame.test(line) &&
    (nodeInternal.test(line) || ownFolders.some((folder) => line.includes(folder)))
  );
}

/**
 * Lines of a stack without the frames of the harness, of Node's internals and of what stands between
 * them; one frame is always kept.
 */
export function withoutForeignFrames(lines: readonly string[]): readonly string[] {
  let before = false;
  const kept = lines.filter((line) => {
    // What stands between frames of the harness is the harness's.
    before = isForeignFrame(line) || (before && between.test(line));
    return !before;
  });
  if (kept.some((line) => frame.test(line))) return kept;
  return [...kept, ...lines.filter((line) => frame.test(line)).slice(0, 1)];
}
