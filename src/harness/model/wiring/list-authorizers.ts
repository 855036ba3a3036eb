import { isObject, isJsonObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import { joinPointer, valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import type { ApiDocument } from "../openapi/api-document.ts";
import { resolveIntegration, type IntegrationTarget } from "./resolve-integration.ts";
import type { ApiFacts, WiringFacts } from "./wiring-facts.ts";

/** A security scheme whose `x-amazon-apigateway-authorizer` calls a Lambda function. */
export interface LambdaAuthorizer {
  readonly name: string;
  /** Where its `x-amazon-apigateway-authorizer` stands. */
  readonly pointer: JsonPointer;
  readonly uri: JsonValue;
  readonly raw: JsonObject;
}

/** The Lambda authorizers of a document that some operation asks for; the others are never called. */
export function listAuthorizers({
  root,
  version,
  operations,
}: ApiDocument): readonly LambdaAuthorizer[] {
  const base = version === "2.0" ? "/securityDefinitions" : "/components/securitySchemes";
  const schemes = valueAt(root, base);
  const used = new Set(operations.flatMap(({ security }) => security.flat()));
  return Object.entries(isObject(schemes) ? schemes : {}).flatMap(([name, scheme]) => {
    const raw = isObject(scheme) ? scheme["x-amazon-apigateway-authorizer"] : undefined;
    if (!used.has(name) || !isJsonObject(raw)) return [];
    const type = typeof raw["type"] === "string" ? raw["type"].toLowerCase() : "";
    const uri = raw["authorizerUri"];
    if ((type !== "token" && type !== "request") || uri === undefined) return [];
    return [{ name, pointer: joinPointer(base, name, "x-amazon-apigateway-authorizer"), uri, raw }];
  });
}

/** Follows an authorizer to its function, as an integration is followed. */
export function followAuthorizer(
  { template, configured }: WiringFacts,
  { resource }: ApiFacts,
  { pointer, uri, raw }: LambdaAuthorizer,
): IntegrationTarget {
  return resolveIntegration(
    { pointer, type: "aws_proxy", uri, raw },
    resource,
    template,
    configured,
  );
}
