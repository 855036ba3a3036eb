import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type {
  ApiResource,
  TemplateModel,
  TemplateResource,
} from "../../template/template-model.ts";
import {
  bodyOf,
  memberOf,
  present,
  type GeneratedBody,
  type GeneratedOperation,
} from "./generated-body.ts";
import { authorizerScheme } from "./serverless-auth.ts";
import { linkTo, resourcesOfApi } from "./template-links.ts";

/**
 * The document of an HTTP API written by hand: its `AWS::ApiGatewayV2::Route` resources with their
 * integrations, and the route of quick create (`Target`, by default of `$default`).
 */
export function documentOfRoutes(template: TemplateModel, api: ApiResource): GeneratedBody {
  const integration = linkTo(template, "AWS::ApiGatewayV2::Integration");
  const authorizer = linkTo(template, "AWS::ApiGatewayV2::Authorizer", "AuthorizerId");
  const problems: Problem[] = [];
  const own = (type: string) => resourcesOfApi(template, api.logicalId, type, "ApiId");
  const routes = own("AWS::ApiGatewayV2::Route").flatMap((route): readonly GeneratedOperation[] => {
    const key = readRouteKey(route.properties["RouteKey"]);
    if (key === null) {
      problems.push(unknownRoute(template, api, route));
      return [];
    }
    const target = integration(route.properties["Target"]);
    const value = present({
      operationId: route.properties["OperationName"],
      responses: {},
      security: securityOf(route.properties, authorizer(route.properties["AuthorizerId"])),
      "x-amazon-apigateway-integration":
        target === null
          ? foreignIntegration(route.properties["Target"])
          : integrationOf(target.properties),
    });
    return [{ ...key, value, pointer: route.pointer }];
  });
  const schemes = own("AWS::ApiGatewayV2::Authorizer").map((each): [string, JsonValue] => [
    nameOf(each),
    authorizerScheme(each.properties["AuthorizerType"] === "JWT" ? "jwt" : "request"),
  ]);
  const head = {
    openapi: "3.0.1",
    info: { title: api.logicalId, version: "1.0" },
    components: { securitySchemes: Object.fromEntries(schemes) },
  };
  return bodyOf(template, head, [...routes, ...quickCreate(api)], problems);
}

function unknownRoute(
  template: TemplateModel,
  { logicalId }: ApiResource,
  route: TemplateResource,
): Problem {
  return createProblem({
    code: "template/value-unknown",
    message: `The RouteKey of ${route.logicalId} is not known here, so its route on ${logicalId} is missing.`,
    location: template.source.locate(route.pointer),
  });
}

/** `GET /orders`, `ANY /orders`, `$default`. */
function readRouteKey(
  value: JsonValue | undefined,
): Pick<GeneratedOperation, "path" | "member"> | null {
  if (typeof value !== "string") return null;
  if (value === "$default") return { path: "/$default", member: memberOf("ANY", true) };
  const [, verb = "", path = ""] = /^([A-Za-z]+) (\/.*)$/.exec(value) ?? [];
  return verb === "" ? null : { path, member: memberOf(verb, verb.toUpperCase() === "ANY") };
}

function nameOf({ logicalId, properties }: TemplateResource): string {
  const name = properties["Name"];
  return typeof name === "string" ? name : logicalId;
}

function securityOf(
  properties: JsonObject,
  authorizer: TemplateResource | null,
): readonly JsonObject[] {
  const type = properties["AuthorizationType"];
  if (typeof type !== "string" || type === "NONE") return [];
  const name = authorizer === null ? type : nameOf(authorizer);
  return [{ [name]: properties["AuthorizationScopes"] ?? [] }];
}

/** The members whose names differ between the resource and `x-amazon-apigateway-integration`. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["IntegrationType", "type"],
  ["IntegrationUri", "uri"],
  ["IntegrationMethod", "httpMethod"],
  ["CredentialsArn", "credentials"],
]);

function integrationOf(properties: JsonObject): JsonObject {
  const entries = Object.entries(properties)
    .filter(([name]) => name !== "ApiId")
    .map(([name, value]): [string, JsonValue] => [
      renamed.get(name) ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      value,
    ]);
  return Object.fromEntries(entries);
}

/** An integration of another template is known to AWS only; a route may also have none. */
function foreignIntegration(target: JsonValue | undefined): JsonObject | undefined {
  if (target === undefined) return undefined;
  const uri = typeof target === "string" ? { "Fn::ImportValue": target } : target;
  return { type: "aws_proxy", payloadFormatVersion: "2.0", uri };
}

/** Quick create makes one route; a function is called with payload version 2.0, a URL with any method. */
function quickCreate({ pointer, properties }: ApiResource): readonly GeneratedOperation[] {
  const {
    Target: target,
    RouteKey: routeKey = "$default",
    CredentialsArn: credentials,
  } = properties;
  const key = readRouteKey(routeKey);
  if (target === undefined || key === null) return [];
  const isUrl = typeof target === "string" && /^https?:/i.test(target);
  const integration = isUrl
    ? { type: "http_proxy", httpMethod: "ANY", uri: target }
    : { type: "aws_proxy", httpMethod: "POST", payloadFormatVersion: "2.0", uri: target };
  const value = {
    responses: {},
    "x-amazon-apigateway-integration": { ...integration, ...present({ credentials }) },
  };
  return [{ ...key, value, pointer }];
}
