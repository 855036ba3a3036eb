import type { JsonObject } from "../../core/json.ts";
import { isObject } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import type { ApiResource, FunctionEvent, TemplateModel } from "../template/template-model.ts";
import { apiOfEvent, routeOfEvent } from "./event-route.ts";
import type { EventFacts } from "./wiring-facts.ts";

/** The Api and HttpApi events of an API whose route can be told. */
export function eventsOfApi(template: TemplateModel, api: ApiResource): readonly EventFacts[] {
  return template.functions.flatMap((resource) =>
    resource.events.flatMap((event) => {
      const route = routeOfEvent(event);
      return route === null || apiOfEvent(event) !== api.logicalId
        ? []
        : [{ event, resource, route }];
    }),
  );
}

/** Events of an API whose path or method only AWS knows. */
export function unroutedEventsOfApi(
  template: TemplateModel,
  api: ApiResource,
): readonly FunctionEvent[] {
  return template.functions
    .flatMap(({ events }) => events)
    .filter(
      (event) =>
        (event.type === "Api" || event.type === "HttpApi") &&
        routeOfEvent(event) === null &&
        apiOfEvent(event) === api.logicalId,
    );
}

/**
 * The Api events of state machines, which start an execution (source: SAM developer guide,
 * AWS::Serverless::StateMachine, Api event).
 */
export function stateMachineEventsOfApi(
  template: TemplateModel,
  api: ApiResource,
): readonly { readonly event: FunctionEvent; readonly stateMachine: string }[] {
  const own = template.resolve({ Ref: api.logicalId });
  return [...template.resources.values()].flatMap(({ logicalId, type, pointer, properties }) => {
    const events = properties["Events"];
    if (type !== "AWS::Serverless::StateMachine" || !isJsonMap(events)) return [];
    return Object.entries(events).flatMap(([name, written]) => {
      if (!isJsonMap(written) || written["Type"] !== "Api") return [];
      const settings = isJsonMap(written["Properties"]) ? written["Properties"] : {};
      const named = settings["RestApiId"];
      const isOwn =
        named === undefined
          ? api.logicalId === "ServerlessRestApi"
          : named === api.logicalId || (own.known && named === own.value);
      if (!isOwn) return [];
      const event: FunctionEvent = {
        name,
        type: "Api",
        pointer: joinPointer(pointer, "Properties", "Events", name),
        properties: settings,
        apiLogicalId: api.logicalId,
      };
      return [{ event, stateMachine: logicalId }];
    });
  });
}

function isJsonMap(value: unknown): value is JsonObject {
  return isObject(value);
}
