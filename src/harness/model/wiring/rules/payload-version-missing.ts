import { createProblem, type Problem } from "../../../core/problem.ts";
import { isUnresolved } from "../../schema/is-unresolved.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/** HTTP APIs: `payloadFormatVersion` decides the shape of the event, and is required of an integration. */
export const payloadVersionMissing: WiringRule = ({ apis }) =>
  apis.flatMap(({ resource, document, operations }) =>
    operations.flatMap(({ operation }): readonly Problem[] => {
      const { integration } = operation;
      if (document === null || integration === null || resource.kind !== "http") return [];
      // A service integration has a subtype, and `1.0` is the only version there is for it.
      const isLambda =
        integration.type === "aws_proxy" && integration.raw["integrationSubtype"] === undefined;
      if (!isLambda || integration.raw["payloadFormatVersion"] !== undefined) return [];
      // What the integration is made of is not all known.
      if (isUnresolved(integration.raw)) return [];
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
