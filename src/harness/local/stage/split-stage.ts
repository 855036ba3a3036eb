/** A raw path taken apart at the stage. */
export interface StagePath {
  /** As requested, repeated slashes after the host collapsed: `requestContext.path`. */
  readonly requestPath: string;
  /** Without the stage, from `/` on, trailing slash kept; `null` when the stage's prefix is missing. */
  readonly path: string | null;
}

/**
 * Takes the stage's prefix off a raw path. Slashes repeated right after the host or the stage count
 * as one (recorded); everything else stays as the client wrote it.
 *
 * @example splitStage("//dev//orders/1/", "dev") // requestPath "/dev//orders/1/", path "/orders/1/"
 */
export function splitStage(rawPath: string, stageName: string): StagePath {
  const requestPath = collapseLeading(rawPath);
  const prefix = `/${stageName}`;
  if (!requestPath.startsWith(prefix)) return { requestPath, path: null };
  const rest = requestPath.slice(prefix.length);
  if (rest !== "" && !rest.startsWith("/")) return { requestPath, path: null };
  return { requestPath, path: collapseLeading(rest) };
}

/** One slash in front, however many (or none) there were. */
export function collapseLeading(path: string): string {
  let start = 0;
  while (path.charCodeAt(start) === 47) start += 1;
  return start === 1 ? path : `/${path.slice(start)}`;
}
