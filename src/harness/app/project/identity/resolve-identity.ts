import { isIP } from "node:net";
import { LockstepError } from "../../../core/lockstep-error.ts";
import type { ConfiguredIdentity } from "./configured-identity.ts";

/**
 * Whom the stage knows, with the address that is asked for now. Throws `project/config-invalid` for one that is none.
 *
 * @param sourceIp `--source-ip`
 */
export function resolveIdentity(
  sourceIp: string | undefined,
  configured: ConfiguredIdentity = {},
): ConfiguredIdentity {
  if (sourceIp === undefined) return configured;
  if (isIP(sourceIp) !== 0) return { ...configured, sourceIp };
  throw new LockstepError({
    code: "project/config-invalid",
    message: `${JSON.stringify(sourceIp)} is no IP address.`,
    hint: "Name the one address that requests should come from, e.g. --source-ip 203.0.113.7.",
  });
}
