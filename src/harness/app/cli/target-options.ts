import { LockstepError } from "../../core/lockstep-error.ts";
import { checkTargetUrl } from "../runs/check-target-url.ts";
import type { TargetChoice } from "../runs/open-target.ts";
import { parseHeaders } from "./parse-headers.ts";

/** Options of the commands that can go to a stage behind a URL, as commander hands them over. */
export interface TargetFlags {
  readonly url?: string;
  readonly header?: readonly string[];
}

/**
 * Where the command line sends requests. Throws `project/config-invalid` for a header without a URL to
 * send it to, which would otherwise be dropped without a word, and `target/bad-url` before anything runs.
 */
export function toTargetChoice({ url, header = [] }: TargetFlags): TargetChoice {
  const headers = parseHeaders(header);
  if (url !== undefined) checkTargetUrl(url);
  if (url !== undefined || headers.length === 0) return { url: url ?? null, headers };
  throw new LockstepError({
    code: "project/config-invalid",
    message: "--header goes with --url; the stage that is started here is sent none.",
    hint: "Name the stage with --url, or leave --header out.",
  });
}
