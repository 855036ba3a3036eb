import { isObject } from "../../../../core/json.ts";
import { operationDetector } from "../operation-detector.ts";

/** Requests answered before the function has run (`X-Amz-Invocation-Type: Event`). */
export const asynchronousIntegrations = operationDetector({
  anchor: "asynchronous-integrations",
  state: "not done",
  asks: ({ operation }) => {
    const mapped = operation.integration?.raw["requestParameters"];
    const name = Object.keys(isObject(mapped) ? mapped : {}).find(
      (key) => key.toLowerCase() === "integration.request.header.x-amz-invocation-type",
    );
    const value = name === undefined || !isObject(mapped) ? undefined : mapped[name];
    return typeof value === "string" && value.includes("Event") ? "asynchronous invocation" : null;
  },
});
