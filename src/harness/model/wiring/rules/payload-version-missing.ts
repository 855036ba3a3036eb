import { createProblem, type Problem } from "../../../core/problem.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/** HTTP APIs: `payloadFormatVersion` decides the shape of the event, and is required of an integration. */
export const payloadVersionMissing: WiringRule = ({ apis }) =>
  apis.flatMap(({ resource, document, operations }) =>
    operations.flatMap(({ operation, target }): readonly Problem[] => {
      const { integration } = operation;
      if (document === null || integration === null || resource.kind !== "http") return [];
      if (target?.functionId === null || integration.raw["payloadFormatVersion"] !== undefined)
        return [];
      return [
        createProblem({
          code: "wiring/payload-version-missing",
          message: `The integration of ${operation.key} names no payloadFormatVersion, which decides the shape of the event its function gets.`,
          location: locateIntegration(document, operation),
          operation: operation.key,
        }),
      ];
    }),
  );
