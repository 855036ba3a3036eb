import type { JsonValue } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { FunctionEvent, FunctionResource } from "../../template/template-model.ts";
import { isDefaultEvent, routeOfEvent } from "../event-route.ts";
import { isPlainMap } from "../written-property.ts";
import type { WiringFacts, WiringRule } from "../wiring-facts.ts";

/**
 * An Api event has a Path and a Method; an HttpApi event has both or neither (source: SAM translator,
 * "Property 'Method' is required"). A method that HTTP does not have makes no route.
 */
export const eventRouteInvalid: WiringRule = (facts) =>
  facts.functions.flatMap(({ resource }) =>
    resource.events.flatMap((event) => check(facts, resource, event)),
  );

/** Whether what is written is all there is: text, or nothing. */
function isWritten(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || typeof value === "string";
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function check(
  { template }: WiringFacts,
  owner: FunctionResource,
  event: FunctionEvent,
): readonly Problem[] {
  const { type, properties, name, pointer } = event;
  const isOfApi = type === "Api" || type === "HttpApi";
  if (!isOfApi || isDefaultEvent(event) || !isPlainMap(properties)) return [];
  const { Path: path, Method: method } = properties;
  if (!isWritten(path) || !isWritten(method) || routeOfEvent(event) !== null) return [];
  const missing = [
    ...(typeof path === "string" ? [] : ["Path"]),
    ...(typeof method === "string" ? [] : ["Method"]),
  ];
  const [first] = missing;
  const both = type === "HttpApi" ? ", or neither Path nor Method" : "";
  return [
    createProblem({
      code: "wiring/event-route-invalid",
      message:
        first === undefined
          ? `The event ${name} of ${owner.logicalId} asks for the method ${textOf(method)}, which HTTP does not have, so it makes no route.`
          : `The event ${name} of ${owner.logicalId} has no ${missing.join(" and no ")}; SAM refuses the template (Property '${first}' is required).`,
      location: template.source.locate(
        first === undefined ? joinPointer(pointer, "Properties", "Method") : pointer,
      ),
      expected:
        first === undefined
          ? "get, put, post, delete, options, head, patch or any"
          : `${missing.join(" and ")}${both}`,
      actual: first === undefined ? textOf(method) : "(absent)",
      hint:
        first === undefined
          ? "Name a method of HTTP, or any."
          : `Add ${missing.join(" and ")} to the Properties of ${name}.`,
    }),
  ];
}
