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

function isOwnFrame(line: string): boolean {
  return ownFolders.some((folder) => line.includes(folder));
}

/** Whether a line of a stack is a frame of the harness or of Node's internals. */
export function isForeignFrame(line: string): boolean {
  return frame.test(line) && (nodeInternal.test(line) || isOwnFrame(line));
}

/**
 * Lines of a stack without the frames of the harness, of Node's internals and of what stands between
 * them; one of Node's is kept where it has no other.
 */
export function withoutForeignFrames(lines: readonly string[]): readonly string[] {
  let before = false;
  const kept = lines.filter((line) => {
    // What stands between frames of the harness is the harness's.
    before = isForeignFrame(line) || (before && between.test(line));
    return !before;
  });
  if (kept.some((line) => frame.test(line))) return kept;
  // Of a stack without any frame of the user's, one that is Node's; the harness's own lead nowhere.
  const others = lines.filter((line) => frame.test(line) && !isOwnFrame(line));
  return [...kept, ...others.slice(0, 1)];
}
