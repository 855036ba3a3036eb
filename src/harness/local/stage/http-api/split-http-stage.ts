import { stagePrefix } from "../../../model/events/stage-prefix.ts";

/** A raw path of an HTTP API taken apart at the stage. */
export interface HttpStagePath {
  /** With the prefix of a named stage, as the event has it. */
  readonly requestPath: string;
  /** Without it, from `/` on. */
  readonly path: string;
}

/**
 * Takes the prefix of a named stage off a raw path; the stage `$default` has none. A path without
 * the prefix is taken as one on the stage all the same, unless the stage is strict.
 *
 * @returns `null` on a strict stage for a path that is not on it
 * @example splitHttpStage("/dev/orders", { stage: "dev", strict: true }) // path "/orders"
 */
export function splitHttpStage(
  rawPath: string,
  { stage, strict }: { readonly stage: string; readonly strict: boolean },
): HttpStagePath | null {
  const prefix = stagePrefix(stage);
  if (prefix === "") return { requestPath: rawPath, path: rawPath };
  if (rawPath === prefix) return { requestPath: rawPath, path: "/" };
  if (rawPath.startsWith(`${prefix}/`)) {
    return { requestPath: rawPath, path: rawPath.slice(prefix.length) };
  }
  return strict ? null : { requestPath: `${prefix}${rawPath}`, path: rawPath };
}
