import type { Target } from "../../core/target.ts";
import { defaultPort } from "./default-port.ts";

/**
 * Where a request can be sent again after the run: a stage started for the run is gone by then, so
 * its place is taken by the one `lockstep start` opens.
 */
export function repeatUrl({ kind, baseUrl }: Pick<Target, "kind" | "baseUrl">): string | null {
  if (kind === "deployed" || baseUrl === null) return baseUrl;
  return `http://127.0.0.1:${defaultPort}${new URL(baseUrl).pathname}`;
}
