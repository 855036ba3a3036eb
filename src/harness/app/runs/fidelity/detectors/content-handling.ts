import { isSet } from "../is-set.ts";
import { operationDetector } from "../operation-detector.ts";

/** Conversion of binary bodies that an integration asks for. */
export const contentHandling = operationDetector({
  anchor: "content-handling",
  state: "not done",
  asks: ({ operation }) => {
    const handling = operation.integration?.raw["contentHandling"];
    return isSet(handling) ? "contentHandling" : null;
  },
});
