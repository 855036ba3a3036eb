import { didYouMean } from "../../../core/suggest-names.ts";
import type { JsonValue } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type {
  FunctionEvent,
  FunctionResource,
  TemplateModel,
} from "../../template/template-model.ts";
import { isAbsolute, isDefaultEvent, routeOfEvent } from "../event-route.ts";
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

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "any"];

/** Whether what is written is all there is: text, or nothing. */
function isWritten(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || typeof value === "string";
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** CloudFormation may yet put something in front. */
function mayBeginOtherwise(path: string): boolean {
  return /^\$\{|^\{\{resolve:/.test(path);
}

function slashless(
  template: TemplateModel,
  owner: FunctionResource,
  { name, properties, pointer }: FunctionEvent,
): readonly Problem[] {
  const path = textOf(properties["Path"]);
  if (mayBeginOtherwise(path)) return [];
  return [
    createProblem({
      code: "wiring/event-route-invalid",
      message: `The Path of the event ${name} of ${owner.logicalId} does not begin with a slash, as the paths of API Gateway do.`,
      location: template.source.locate(joinPointer(pointer, "Properties", "Path")),
      expected: `/${path}`,
      actual: path === "" ? "(empty)" : path,
      hint: `Write Path: /${path}`,
    }),
  ];
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
  if (!isWritten(path) || !isWritten(method)) return [];
  const route = routeOfEvent(event);
  if (route !== null) return isAbsolute(event, route) ? [] : slashless(template, owner, event);
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
          ? `Name a method of HTTP, or any${didYouMean(textOf(method).toLowerCase(), methods) || "."}`
          : `Add ${missing.join(" and ")} to the Properties of ${name}.`,
    }),
  ];
}
