import { createProblem, type Problem } from "../../../core/problem.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import { isRoute } from "../merge-events.ts";
import { functionYaml, pasteHint } from "../paste.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/** An integration whose uri names a logical id the template does not have: CloudFormation refuses it. */
export const integrationNamesNoFunction: WiringRule = ({ apis, functions, template }) =>
  apis.flatMap(({ resource, document, operations, events }) =>
    operations.flatMap(({ operation, target }): readonly Problem[] => {
      const fault = target?.fault;
      if (document === null || fault?.kind !== "no-function") return [];
      // A function whose event is of this very route was most likely renamed.
      const meant = events.find(({ route }) => isRoute(operation, route))?.resource.logicalId;
      const nearest =
        meant === undefined
          ? suggestNames(
              fault.name,
              functions.map((each) => each.resource.logicalId),
            )
          : [meant];
      const create = functionYaml(fault.name, resource, operation);
      return [
        createProblem({
          code: "wiring/integration-names-no-function",
          message: `The integration of ${operation.key} names ${fault.name}, and ${template.file} has no such resource.`,
          location: locateIntegration(document, operation),
          related: [
            { message: "the template's resources", location: template.source.locate("/Resources") },
          ],
          operation: operation.key,
          ...(nearest.length === 0 ? {} : { expected: nearest.join(" or ") }),
          actual: fault.name,
          hint: pasteHint(
            nearest.length === 0
              ? "Add to Resources:"
              : `Name ${nearest.join(" or ")} instead, or add to Resources:`,
            create,
          ),
        }),
      ];
    }),
  );
