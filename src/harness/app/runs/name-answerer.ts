import type { WiredOperation } from "../../model/wiring/project-model.ts";
import { configuredFunctionOf } from "../project/check-stand-ins.ts";
import type { ResolvedConfig } from "../project/project-config.ts";

/** What answers an operation, for listings: `ListFunction`, `session (configuration)`, `no function`. */
export function nameAnswerer(
  config: Pick<ResolvedConfig, "functions">,
  wired: WiredOperation,
): string {
  const configured = configuredFunctionOf(config, wired);
  if (configured !== null) return `${configured} (configuration)`;
  return wired.function?.resource.logicalId ?? "no function";
}
