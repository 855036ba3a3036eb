import { isSet } from "../is-set.ts";
import { operationDetector } from "../operation-detector.ts";

/** Conversion of binary bodies that a proxy integration asks for. */
export const contentHandling = operationDetector({
  anchor: "content-handling",
  state: "not done",
  asks: ({ operation, integration }) => {
    const isMapped = ["mock", "lambda-custom", "service"].includes(integration.kind);
    if (isMapped || (integration.kind === "http" && !integration.proxy)) return null;
    const handling = operation.integration?.raw["contentHandling"];
    // A Lambda proxy integration changes nothing for it.
    const isLambda = integration.kind !== "http";
    const isText = typeof handling === "string" && handling.toUpperCase() === "CONVERT_TO_TEXT";
    return isSet(handling) && !(isLambda && isText) ? "contentHandling" : null;
  },
});
