import { LockstepError } from "../../core/lockstep-error.ts";
import { checkTargetUrl } from "../runs/check-target-url.ts";
import type { TargetChoice } from "../runs/open-target.ts";
import { parseHeaders } from "./parse-headers.ts";

/** Options of the commands that can go to a stage behind a URL, as commander hands them over. */
export interface TargetFlags {
  readonly url?: string;
  readonly header?: readonly string[];
  readonly as?: string;
}

/**
 * Where the command line sends requests, and with which headers. Throws `project/config-invalid` for a
 * caller that a stage behind a URL would not take, and `target/bad-url`, before anything runs.
 */
export function toTargetChoice({ url, header = [], as }: TargetFlags): TargetChoice {
  const headers = parseHeaders(header);
  if (url !== undefined) checkTargetUrl(url);
  if (url === undefined || as === undefined) return { url: url ?? null, headers };
  throw new LockstepError({
    code: "project/config-invalid",
    message:
      "--as is for the stage that is started here; the one behind --url asks its own authorizers.",
    hint: 'Leave --as out, and give credentials: --header "Authorization: …".',
  });
}
