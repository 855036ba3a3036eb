import { readFile, realpath, stat } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { toBytes, type HttpRequest, type HttpResponse } from "../../core/http-message.ts";

/** Answers a request that no route takes; `null` leaves it to the gateway. */
export type AnswerUnrouted = (request: HttpRequest) => Promise<HttpResponse | null>;

/** What is said of a request that a file answered. */
export const staticNote = "a file of --static-dir, which API Gateway would not serve";

/** Bytes; a file is read whole. */
const largestFile = 64 * 1024 * 1024;

const types: ReadonlyMap<string, string> = new Map([
  [".css", "text/css; charset=utf-8"],
  [".csv", "text/csv; charset=utf-8"],
  [".gif", "image/gif"],
  [".htm", "text/html; charset=utf-8"],
  [".html", "text/html; charset=utf-8"],
  [".ico", "image/x-icon"],
  [".jpeg", "image/jpeg"],
  [".jpg", "image/jpeg"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".map", "application/json"],
  [".mjs", "text/javascript; charset=utf-8"],
  [".pdf", "application/pdf"],
  [".png", "image/png"],
  [".svg", "image/svg+xml"],
  [".txt", "text/plain; charset=utf-8"],
  [".wasm", "application/wasm"],
  [".webp", "image/webp"],
  [".woff", "font/woff"],
  [".woff2", "font/woff2"],
  [".xml", "application/xml"],
]);

/**
 * Serves the files of a folder, as `sam local start-api --static-dir` does: by their names, a folder has no index.
 * Nothing outside the folder is read, also not by a link, and no name that begins with a dot.
 */
export function staticFiles(folder: string): AnswerUnrouted {
  return async ({ method, path }) => {
    if (method !== "GET" && method !== "HEAD") return null;
    const segments = segmentsOf(path);
    if (segments === null) return null;
    const file = await findFile(folder, segments);
    if (file === null) return null;
    if (file.size > largestFile)
      return answer(
        413,
        "application/json",
        toBytes('{"message":"Lockstep serves files up to 64 MB"}'),
      );
    // This user may know of a file and not read it.
    const body = await readFile(file.path).catch(() => null);
    return body === null ? null : answer(200, typeOf(file.path), body);
  };
}

/** `null` for a path that cannot be a file's. */
function segmentsOf(path: string): readonly string[] | null {
  try {
    const segments = path.split("/").slice(1).map(decodeURIComponent);
    return segments.every(isName) ? segments : null;
  } catch {
    return null;
  }
}

/** A name leads neither upwards nor to another folder, drive or stream, and is not hidden. */
function isName(segment: string): boolean {
  return segment !== "" && !segment.startsWith(".") && !/[/\\:\0]/u.test(segment);
}

interface FoundFile {
  readonly path: string;
  readonly size: number;
}

async function findFile(folder: string, segments: readonly string[]): Promise<FoundFile | null> {
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, ...segments));
    const inside = relative(root, path).split(sep);
    if (!path.startsWith(root + sep) || !inside.every(isName)) return null;
    const entry = await stat(path);
    return entry.isFile() ? { path, size: entry.size } : null;
  } catch {
    // There is no such file.
    return null;
  }
}

function typeOf(path: string): string {
  return types.get(extname(path).toLowerCase()) ?? "application/octet-stream";
}

function answer(status: number, type: string, body: Uint8Array): HttpResponse {
  return {
    status,
    headers: [
      ["Content-Type", type],
      ["Content-Length", String(body.byteLength)],
      ["Cache-Control", "no-cache"],
      ["X-Content-Type-Options", "nosniff"],
    ],
    body,
  };
}
