import type { HeaderLine } from "../../core/http-message.ts";
import { LockstepError } from "../../core/lockstep-error.ts";

/**
 * Reads `--header NAME:VALUE` options. Throws `project/config-invalid` for anything else; the value
 * is not repeated in the message, since it may be a secret.
 */
export function parseHeaders(lines: readonly string[]): readonly HeaderLine[] {
  return lines.map((line) => {
    const at = line.indexOf(":");
    const name = line.slice(0, at).trim();
    if (at < 1 || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) {
      throw new LockstepError({
        code: "project/config-invalid",
        message: "--header takes NAME:VALUE.",
        hint: 'Write for example --header "x-api-key: …".',
      });
    }
    return [name, line.slice(at + 1).trim()];
  });
}
