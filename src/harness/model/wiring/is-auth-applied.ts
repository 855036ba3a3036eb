import type { JsonObject } from "../../core/json.ts";
import type { ApiFacts } from "./wiring-facts.ts";

/** Of a REST API with a document of its own, SAM does not look at an event's Auth unless it overrides. */
export function isAuthApplied({ resource }: ApiFacts, auth: JsonObject): boolean {
  const merge = resource.properties["MergeDefinitions"];
  return (
    resource.kind === "http" ||
    resource.definition.kind === "generated" ||
    merge === true ||
    merge === "true" ||
    auth["OverrideApiAuth"] === true
  );
}
