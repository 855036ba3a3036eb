import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { isUnresolved } from "../../schema/is-unresolved.ts";
import type { ApiResource, TemplateModel } from "../../template/template-model.ts";
import { eventsOfApi, stateMachineEventsOfApi, unroutedEventsOfApi } from "../api-events.ts";
import { routeOfEvent } from "../event-route.ts";
import { lambdaIntegration } from "../lambda-integration.ts";
import type { EventFacts } from "../wiring-facts.ts";
import {
  bodyOf,
  mapOf,
  memberOf,
  present,
  type GeneratedBody,
  type GeneratedOperation,
} from "./generated-body.ts";
import { authOfEvent, securityOf, securitySchemesOf } from "./serverless-auth.ts";

/**
 * The document SAM makes up for an API without one: a route for each event, with what the event says
 * of authorizers, parameters and models (source: SAM translator, Api and HttpApi events of an API
 * without DefinitionBody).
 */
export function documentOfEvents(template: TemplateModel, api: ApiResource): GeneratedBody {
  const operations = [
    ...eventsOfApi(template, api).map((facts) => operationOf(template, api, facts)),
    ...startExecutions(template, api),
  ];
  const head = api.kind === "rest" ? swaggerHead(api) : openApiHead(api);
  return bodyOf(template, head, operations, unknownRoutes(template, api));
}

function unknownRoutes(template: TemplateModel, api: ApiResource): readonly Problem[] {
  const unknown = unroutedEventsOfApi(template, api).filter(({ properties }) =>
    // One that is missing, or no method at all, is a slip that a rule of its own tells.
    [properties["Path"], properties["Method"]].some(isUnresolved),
  );
  return unknown.map(({ name, pointer }) =>
    createProblem({
      code: "template/value-unknown",
      message: `Path and Method of the event ${name} are not known here, so its route on ${api.logicalId} is missing.`,
      location: template.source.locate(pointer),
    }),
  );
}

function openApiHead(api: ApiResource): JsonObject {
  return {
    openapi: "3.0.1",
    info: { title: api.logicalId, version: "1.0" },
    components: { securitySchemes: securitySchemesOf(api) },
  };
}

/** The validators SAM writes into a document of its own, and beside one it merges events into. */
export const validators = {
  "body-and-params": { validateRequestBody: true, validateRequestParameters: true },
  "body-only": { validateRequestBody: true, validateRequestParameters: false },
  "params-only": { validateRequestBody: false, validateRequestParameters: true },
  "no-validation": { validateRequestBody: false, validateRequestParameters: false },
} as const;

function swaggerHead(api: ApiResource): JsonObject {
  const models = Object.entries(mapOf(api.properties["Models"]));
  return {
    swagger: "2.0",
    info: { title: api.logicalId, version: "1.0" },
    securityDefinitions: securitySchemesOf(api),
    definitions: Object.fromEntries(models.map(([name, schema]) => [name.toLowerCase(), schema])),
    "x-amazon-apigateway-request-validators": validators,
  };
}

function operationOf(
  template: TemplateModel,
  api: ApiResource,
  facts: EventFacts,
): GeneratedOperation {
  const { event, route } = facts;
  const security = securityOf(authOfEvent(api, route, event.properties["Auth"]));
  const rest = api.kind === "rest" ? requestOf(event.properties) : {};
  return {
    path: route.path,
    member: memberOf(route.method, route.anyMethod),
    pointer: event.pointer,
    value: {
      responses: {},
      security,
      ...rest,
      "x-amazon-apigateway-integration": lambdaIntegration(facts, template),
    },
  };
}

/** `RequestParameters` and `RequestModel` of an Api event. */
function requestOf(properties: JsonObject): JsonObject {
  const model = mapOf(properties["RequestModel"]);
  const body = typeof model["Model"] === "string" ? model["Model"].toLowerCase() : null;
  const parameters = [
    ...parametersOf(properties["RequestParameters"]),
    ...(body === null
      ? []
      : [
          {
            in: "body",
            name: body,
            required: model["Required"] === true,
            schema: { $ref: `#/definitions/${body}` },
          },
        ]),
  ];
  return present({
    parameters: parameters.length === 0 ? undefined : parameters,
    "x-amazon-apigateway-request-validator": validatorOf(model),
  });
}

/** The validator that a `RequestModel` asks for; `undefined` when it asks for none. */
export function validatorOf({
  ValidateBody: body,
  ValidateParameters: parameters,
}: JsonObject): keyof typeof validators | undefined {
  if (body === undefined && parameters === undefined) return undefined;
  if (body === true) return parameters === true ? "body-and-params" : "body-only";
  return parameters === true ? "params-only" : "no-validation";
}

/** `method.request.querystring.page`, alone or with its settings. */
function parametersOf(written: JsonValue | undefined): readonly JsonObject[] {
  const list: readonly JsonValue[] = Array.isArray(written) ? written : [];
  const entries = list.flatMap((item): readonly (readonly [string, JsonValue])[] =>
    typeof item === "string" ? [[item, {}]] : Object.entries(mapOf(item)),
  );
  return entries.flatMap(([name, settings]) => {
    const parameter = readMethodParameter(name, mapOf(settings)["Required"] === true);
    return parameter === null ? [] : [parameter];
  });
}

const parameterPlaces: ReadonlyMap<string, string> = new Map([
  ["querystring", "query"],
  ["header", "header"],
  ["path", "path"],
]);

/** A parameter of API Gateway's own notation as Swagger writes it; `null` for other texts. */
export function readMethodParameter(name: string, required: boolean): JsonObject | null {
  const [, kind = "", own = ""] =
    /^method\.request\.(querystring|header|path)\.(.+)$/.exec(name) ?? [];
  const place = parameterPlaces.get(kind);
  if (place === undefined) return null;
  return { in: place, name: own, type: "string", required: required || place === "path" };
}

function startExecutions(template: TemplateModel, api: ApiResource): readonly GeneratedOperation[] {
  return stateMachineEventsOfApi(template, api).flatMap(({ event, stateMachine }) => {
    const route = routeOfEvent(event);
    if (route === null) return [];
    const uri = {
      "Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution",
    };
    return [
      {
        path: route.path,
        member: memberOf(route.method, route.anyMethod),
        pointer: event.pointer,
        value: {
          responses: {},
          security: securityOf(authOfEvent(api, route, event.properties["Auth"])),
          "x-amazon-apigateway-integration": {
            type: "aws",
            httpMethod: "POST",
            uri,
            credentials: { "Fn::GetAtt": [`${stateMachine}${event.name}Role`, "Arn"] },
          },
        },
      },
    ];
  });
}
