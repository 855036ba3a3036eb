import { operationDetector } from "../operation-detector.ts";

/** Responses handed on while the function still writes them. */
export const responseStreaming = operationDetector({
  anchor: "response-streaming",
  state: "not done",
  asks: ({ operation, integration }) => {
    const streams =
      operation.integration?.raw["responseTransferMode"] === "STREAM" ||
      (integration.kind === "unsupported" && integration.reason === "response streaming");
    return streams ? "response streaming" : null;
  },
});
