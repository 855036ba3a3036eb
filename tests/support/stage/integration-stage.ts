import type { JsonObject } from "../../../src/harness/core/json.ts";
import type { Stage } from "../../../src/harness/local/stage/create-stage.ts";
import type { WiredIntegration } from "../../../src/harness/model/wiring/project-model.ts";
import { testStage, type TestStageOptions } from "./test-stage.ts";
import type { OperationSketch } from "./wired-api.ts";

/** An integration without its settings. */
export type IntegrationSketch =
  | { readonly kind: "mock" }
  | { readonly kind: "lambda-custom" }
  | {
      readonly kind: "http";
      readonly proxy: boolean;
      readonly uri: string;
      readonly api?: string;
    }
  | {
      readonly kind: "service";
      readonly service: string;
      readonly way: "action" | "path" | "subtype";
      readonly target: string;
    };

function wire(sketch: IntegrationSketch, settings: JsonObject): WiredIntegration {
  if (sketch.kind === "lambda-custom")
    return { ...sketch, functionId: "Fn", qualifier: null, settings };
  return sketch.kind === "http" ? { api: null, ...sketch, settings } : { ...sketch, settings };
}

/** The operation whose integration is the sketch; `/{proxy+}` and every method unless told otherwise. */
export function integratedOperation(
  sketch: IntegrationSketch,
  settings: JsonObject,
  operation: Partial<OperationSketch> = {},
): OperationSketch {
  return {
    method: "ANY",
    path: "/items/{id}",
    integration: settings,
    wiring: wire(sketch, settings),
    ...operation,
  };
}

/** A stage `dev` whose one resource has the integration. */
export function integrationStage(
  sketch: IntegrationSketch,
  settings: JsonObject,
  options: TestStageOptions = {},
): Stage {
  const operations = [integratedOperation(sketch, settings)];
  return testStage({ ...options, api: { operations, ...options.api } });
}
