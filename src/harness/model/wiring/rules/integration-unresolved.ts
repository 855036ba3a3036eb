import { createProblem, type Problem } from "../../../core/problem.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/**
 * An integration that leads nowhere. Where only AWS can tell (an import, a function of another
 * stack) it is a warning: the deployed API may well work, the local one answers for it with an error.
 */
export const integrationUnresolved: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource, document, operations }) =>
    operations.flatMap(({ operation, target }): readonly Problem[] => {
      const fault = target?.fault;
      if (document === null || fault?.kind !== "unresolved") return [];
      const hint = fault.certain
        ? "Write the uri as Fn::Sub: arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations"
        : "The function lies outside this template; the operation is not run on this machine.";
      return [
        createProblem({
          code: "wiring/integration-unresolved",
          ...(fault.certain ? {} : { severity: "warning" as const }),
          message: `The integration of ${operation.key} leads to no function of this template: ${fault.reason}.`,
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
