import { operationDetector } from "../operation-detector.ts";

/** Response streaming with only one of the two settings it takes: nobody says what that does. */
export const responseStreaming = operationDetector({
  anchor: "response-streaming",
  state: "not done",
  asks: ({ integration }) =>
    integration.kind === "unsupported" && integration.reason.startsWith("response streaming")
      ? integration.reason
      : null,
});
