import { LockstepError } from "../../core/lockstep-error.ts";
import { hostName } from "../../local/stage/host-name.ts";
import type { ApiMount } from "../project/stage-servers.ts";

const name = /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])$/u;

/**
 * The names under which requests are answered besides those of this machine: those of `--allow-host`, and the custom
 * domains that are served. Throws `project/config-invalid` for what is no name.
 *
 * @param given as typed; a port is passed over
 */
export function allowedHosts(
  given: readonly string[],
  mounts: readonly ApiMount[],
): ReadonlySet<string> {
  const named = given.map((text) => {
    const host = hostName(text);
    if (name.test(host)) return host;
    throw new LockstepError({
      code: "project/config-invalid",
      message: `--allow-host: ${JSON.stringify(text)} is no host name.`,
      hint: "Name one host as clients write it, e.g. --allow-host host.docker.internal.",
    });
  });
  return new Set([...named, ...mounts.flatMap(({ domain }) => domain ?? [])]);
}
