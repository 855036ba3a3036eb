import { operationDetector } from "../operation-detector.ts";

/** Answers that API Gateway makes from a template. */
export const mockIntegrations = operationDetector({
  anchor: "mock-integrations",
  state: "not done",
  asks: ({ operation }) =>
    operation.integration?.type === "mock" ? "the mock integrations" : null,
});
