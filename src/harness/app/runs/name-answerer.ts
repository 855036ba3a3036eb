import { keyOfReference } from "../../model/wiring/match-configured-function.ts";
import type { WiredOperation } from "../../model/wiring/project-model.ts";
import { configuredFunctionOf } from "../project/check-stand-ins.ts";
import type { ResolvedConfig } from "../project/project-config.ts";

/**
 * What answers an operation, for listings: `ListFunction`, `session (configuration)`, `session (outside
 * the template)`, `a mock integration`, `no function`.
 */
export function nameAnswerer(
  config: Pick<ResolvedConfig, "functions">,
  wired: WiredOperation,
): string {
  const configured = configuredFunctionOf(config, wired);
  if (configured !== null) return `${configured} (configuration)`;
  const { integration, function: fn } = wired;
  if (fn !== null) return fn.resource.logicalId;
  if (integration.kind === "unsupported") return integration.reason;
  if (integration.kind === "mock") return "a mock integration";
  if (integration.kind === "http") return integration.api ?? integration.uri;
  if (integration.kind === "service") return `${integration.service}:${integration.target}`;
  return integration.kind === "foreign-lambda"
    ? `${keyOfReference(integration.reference)} (outside the template)`
    : "no function";
}
