import { createProblem, type Problem } from "../../../core/problem.ts";
import { keyOfReference } from "../match-configured-function.ts";
import { pasteHint } from "../paste.ts";
import type { WiredIntegration } from "../project-model.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/** The lines that let a function of the user's own answer for one of another stack. */
function configurationHint(integration: WiredIntegration): string {
  const key = integration.kind === "foreign-lambda" ? keyOfReference(integration.reference) : "…";
  const file = "src/stubs/function.ts";
  return pasteHint(
    "The function lies outside this template, so the operation is not run on this machine. Say in lockstep.config what answers for it (a file, a URL, or a fixed result):",
    ["functions: {", `  ${JSON.stringify(key)}: ${JSON.stringify(file)},`, "},"],
  );
}

/**
 * An integration that leads nowhere. Where only AWS can tell (an import, a function of another
 * stack) it is a warning: the deployed API may well work, the local one answers for it with an error.
 */
export const integrationUnresolved: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource, document, operations }) =>
    operations.flatMap(({ operation, target }): readonly Problem[] => {
      const fault = target?.fault;
      if (document === null || target === null || fault?.kind !== "unresolved") return [];
      const hint = fault.certain
        ? "Write the uri as Fn::Sub: arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations"
        : configurationHint(target.integration);
      return [
        createProblem({
          code: "wiring/integration-unresolved",
          ...(fault.certain ? {} : { severity: "warning" as const }),
          message: `The integration of ${operation.key} ${fault.certain ? "leads to no function of this template" : "leads elsewhere"}: ${fault.reason}.`,
          location: locateIntegration(document, operation),
          related: [
            {
              message: `the API ${resource.logicalId}`,
              location: template.source.locate(resource.pointer),
            },
          ],
          operation: operation.key,
          hint,
        }),
      ];
    }),
  );
