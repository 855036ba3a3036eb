import { valueAt } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { WiringRule } from "../wiring-facts.ts";
import { locateApiProperty } from "../written-property.ts";
import { isGiven } from "./property-needs-body.ts";

const pairs = [
  ["Name", "/info/title"],
  ["Description", "/info/description"],
] as const;

/**
 * Name and Description of an HTTP API beside a document that has a title and a description of its
 * own (source: SAM translator, "Unable to set Name because it is already defined within inline
 * OpenAPI"). An included document is seen by SAM once CloudFormation has expanded it.
 */
export const titleSetTwice: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource, document }) => {
    const { kind, definition, properties, logicalId } = resource;
    const isBody = definition.kind === "inline" || definition.kind === "include";
    if (document === null || kind !== "http" || !isBody) return [];
    return pairs.flatMap(([name, pointer]): readonly Problem[] => {
      const written = valueAt(document.root, pointer);
      if (!isGiven(properties[name]) || written === undefined || written === "") return [];
      return [
        createProblem({
          code: "wiring/title-set-twice",
          ...(definition.kind === "include" ? { severity: "warning" as const } : {}),
          message: `${logicalId} has ${name}, and its document has ${pointer.slice(1).replace("/", ".")} as well; SAM refuses both together.`,
          location: locateApiProperty(template, resource, name),
          related: [{ message: "the document", location: document.source.locate(pointer) }],
          hint: `Remove ${name} from ${logicalId}, or the member from the document.`,
        }),
      ];
    });
  });
