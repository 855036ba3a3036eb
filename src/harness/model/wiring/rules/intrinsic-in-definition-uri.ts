import { createProblem, type Problem } from "../../../core/problem.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/**
 * CloudFormation does not look into a file that `DefinitionUri` names: `Fn::Sub` in it reaches API
 * Gateway as written (source: SAM developer guide, AWS::Serverless::Api, DefinitionUri).
 */
export const intrinsicInDefinitionUri: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource, document, operations }) => {
    const { definition } = resource;
    if (document === null || definition.kind !== "uri") return [];
    return operations.flatMap(({ operation }): readonly Problem[] => {
      const uri = operation.integration?.uri ?? null;
      if (uri === null || typeof uri !== "object") return [];
      return [
        createProblem({
          code: "wiring/intrinsic-in-definition-uri",
          message: `The integration of ${operation.key} uses ${Object.keys(uri).join(", ")}, which is not resolved in a file that DefinitionUri names.`,
          location: locateIntegration(document, operation),
          related: [
            {
              message: `DefinitionUri of ${resource.logicalId}`,
              location: template.source.locate(definition.pointer),
            },
          ],
          operation: operation.key,
        }),
      ];
    });
  });
