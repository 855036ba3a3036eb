import { mappingOf } from "../../../../local/stage/http-api/http-refusals.ts";
import { operationDetector } from "../operation-detector.ts";

/** Changes to requests and responses of an HTTP API that the stage cannot make. */
export const parameterMapping = operationDetector({
  anchor: "parameter-mapping",
  state: "not done",
  asks: (wired, { resource }) => {
    const raw = wired.operation.integration?.raw ?? {};
    // What stands there for a service integration is the input of its action.
    if (resource.kind !== "http" || raw["integrationSubtype"] !== undefined) return null;
    const mapping = mappingOf(wired);
    return typeof mapping === "string" ? mapping : null;
  },
});
