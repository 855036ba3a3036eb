import { operationDetector } from "../operation-detector.ts";

/** Non-proxy integrations of functions, whose requests and responses go through templates. */
export const mappingTemplates = operationDetector({
  anchor: "mapping-templates",
  state: "not done",
  asks: ({ operation, integration }) => {
    const isCustom =
      integration.kind === "unsupported" && integration.reason.includes("mapping templates");
    return operation.integration?.type === "aws" && isCustom
      ? "the non-proxy Lambda integration (mapping templates)"
      : null;
  },
});
