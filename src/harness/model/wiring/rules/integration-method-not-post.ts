import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { nearestName } from "../../../core/suggest-names.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/**
 * REST: Lambda is invoked with POST whatever the operation's method is; another `httpMethod` gives
 * 500 at run time, none at all is refused on import. HTTP APIs ignore the value.
 */
export const integrationMethodNotPost: WiringRule = ({ apis }) =>
  apis.flatMap(({ resource, document, operations }) =>
    operations.flatMap(({ operation, target }): readonly Problem[] => {
      const { integration } = operation;
      if (document === null || integration === null || resource.kind !== "rest") return [];
      const isLambda =
        target !== null && (target.functionId !== null || speaksOfLambda(integration.uri));
      const written = integration.raw["httpMethod"];
      const method = typeof written === "string" ? written : null;
      const slip = Object.keys(integration.raw).find(
        (name) => name !== "httpMethod" && nearestName(name, ["httpMethod"]) !== null,
      );
      const misspelt = method === null ? slip : undefined;
      if (!isLambda || method?.toUpperCase() === "POST") return [];
      return [
        createProblem({
          code: "wiring/integration-method-not-post",
          message:
            method === null
              ? `The integration of ${operation.key} has ${misspelt === undefined ? "" : `${misspelt}, and `}no httpMethod; API Gateway refuses to import it.`
              : `The integration of ${operation.key} calls Lambda with ${method}; Lambda takes POST only, so every request ends in 500.`,
          location:
            written === undefined && misspelt === undefined
              ? locateIntegration(document, operation)
              : document.source.locate(
                  joinPointer(integration.pointer, misspelt ?? "httpMethod"),
                  "key",
                ),
          operation: operation.key,
          expected: "httpMethod: POST",
          actual: method ?? misspelt ?? "(absent)",
          ...(misspelt === undefined ? {} : { hint: "Did you mean httpMethod? Correct the name." }),
        }),
      ];
    }),
  );

/** A uri that cannot be followed may be of any service, unless it says so itself. */
function speaksOfLambda(uri: unknown): boolean {
  return JSON.stringify(uri).includes(":lambda:path/");
}
