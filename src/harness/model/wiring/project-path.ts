/** Joins path segments with `/`, `.` and `..` taken out; absolute segments are read as relative. */
export function joinPath(...segments: readonly string[]): string {
  const parts: string[] = [];
  for (const part of segments.flatMap((segment) => segment.split("/"))) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** A folder and those above it up to the project root, nearest first. */
export function parentFolders(folder: string): readonly string[] {
  const parts = joinPath(folder)
    .split("/")
    .filter((part) => part !== "");
  return Array.from({ length: parts.length + 1 }, (_, index) =>
    parts.slice(0, parts.length - index).join("/"),
  );
}
