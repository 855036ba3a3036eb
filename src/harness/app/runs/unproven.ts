import type { Problem } from "../../core/problem.ts";

const reasons: Readonly<Record<string, string>> = {
  "conformance/service-not-emulated": "its function needs a service that is not emulated",
  "conformance/credentials-needed": "the gateway asks for credentials",
  "conformance/package-not-here": "its function needs a package that is not installed here",
};

/** Why an answer proves nothing about the service, by the problems it has; `null` when it proves something. */
export function unproven(problems: readonly Problem[]): string | null {
  for (const { code } of problems) {
    const reason = reasons[code];
    if (reason !== undefined) return reason;
  }
  return null;
}
