import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { isRoute } from "../merge-events.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/**
 * An HttpApi event with a PayloadFormatVersion writes it over the document's own (source: SAM
 * translator, HttpApi event), so the function gets another shape of event than the document says.
 */
export const payloadVersionDiffers: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource, document, events }) => {
    if (document === null || resource.kind !== "http") return [];
    return events.flatMap(({ event, resource: owner, route }): readonly Problem[] => {
      const asked = event.properties["PayloadFormatVersion"];
      const operation = document.operations.find((each) => isRoute(each, route));
      const written = operation?.integration?.raw["payloadFormatVersion"];
      if (operation === undefined || asked === undefined || written === undefined) return [];
      if (typeof asked === "object" || typeof written === "object") return [];
      if (Number(asked) === Number(written)) return [];
      return [
        createProblem({
          code: "wiring/payload-version-differs",
          message: `${operation.key} has payloadFormatVersion ${String(written)} in its integration, but the event ${event.name} of ${owner.logicalId} writes ${String(asked)} over it when deployed.`,
          location: template.source.locate(
            joinPointer(event.pointer, "Properties", "PayloadFormatVersion"),
          ),
          related: [
            { message: "the integration", location: locateIntegration(document, operation) },
          ],
          operation: operation.key,
          expected: String(written),
          actual: String(asked),
          hint: `Write one version in both places: PayloadFormatVersion: "${String(written)}", or remove it from the event.`,
        }),
      ];
    });
  });
