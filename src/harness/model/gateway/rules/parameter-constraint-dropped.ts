import type { JsonPointer } from "../../../core/json-pointer.ts";
import { listMethods } from "../list-methods.ts";
import { constraintsOf } from "../parameter-constraints.ts";
import { count, gatherPlaces, type ImportRule } from "../rule.ts";

/** Of parameters the stage checks that required ones are there, nothing of their schemas. One finding for all. */
export const reportDroppedParameterConstraints: ImportRule = ({ document }) => {
  const places: JsonPointer[] = [];
  const keywords = new Set<string>();
  for (const { operation } of listMethods(document)) {
    for (const parameter of operation.parameters) {
      if (parameter.in === "cookie") continue;
      const constraints = constraintsOf(document, parameter);
      constraints.forEach((keyword) => keywords.add(keyword));
      if (constraints.length > 0) places.push(parameter.pointer);
    }
  }
  const number = new Set(places).size;
  return gatherPlaces(document, places, {
    code: "gateway/parameter-constraint-dropped",
    message: `API Gateway does not enforce what the schemas of ${count(number, "parameter")} ask (${[...keywords].join(", ")}); it checks that required parameters are there, and no more.`,
  });
};
