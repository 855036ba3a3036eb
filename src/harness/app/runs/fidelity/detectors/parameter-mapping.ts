import { isSet } from "../is-set.ts";
import { operationDetector } from "../operation-detector.ts";

/** Requests and responses that an HTTP API changes on their way. */
export const parameterMapping = operationDetector({
  anchor: "parameter-mapping",
  state: "not done",
  asks: ({ operation }, { resource }) => {
    const raw = operation.integration?.raw ?? {};
    // What stands there for a service integration is the input of its action.
    if (resource.kind !== "http" || raw["integrationSubtype"] !== undefined) return null;
    const names = ["requestParameters", "responseParameters"].filter((name) => isSet(raw[name]));
    return names.length === 0 ? null : `parameter mapping (${names.join(", ")})`;
  },
});
