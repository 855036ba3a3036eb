import { operationDetector } from "../operation-detector.ts";

/** Mapping templates and the like that hang on values only AWS knows. */
export const mappingTemplates = operationDetector({
  anchor: "mapping-templates",
  state: "not done",
  asks: ({ integration }) =>
    integration.kind === "unsupported" && integration.reason.startsWith("an integration whose ")
      ? integration.reason
      : null,
});
