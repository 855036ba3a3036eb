import { isObject } from "../../core/json.ts";
import type { Problem } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import type { IntegrationObject } from "../../model/openapi/api-document.ts";
import { authorizationRefusal } from "./authorization/authorization-refusal.ts";
import { readResourcePolicy } from "./authorization/resource-policy.ts";
import type { WiredApi, WiredOperation } from "../../model/wiring/project-model.ts";
import { brokenPatternRefusal, findBrokenIntegrations } from "./integrations/find-broken.ts";
import { prepareIntegration } from "./integrations/prepare-integration.ts";
import {
  isSet,
  tellIgnoredSetting,
  tellRefusedApi,
  tellRefusedOperations,
} from "./tell-unemulated.ts";

/** Properties of the API that change answers, and that are answered without. */
const ignoredSettings: ReadonlyMap<string, string> = new Map([
  ["CacheClusterEnabled", "the response cache"],
  ["MinimumCompressionSize", "compression"],
  ["DisableExecuteApiEndpoint", "switching off the default endpoint"],
]);

/**
 * What makes a whole REST API unfit for the stage, in words that fit "does not emulate …"; `null`
 * when nothing does.
 */
export function apiRefusal(api: WiredApi): string | null {
  const { Domain: domain } = api.resource.properties;
  const policy = readResourcePolicy(api);
  if (policy.kind === "unreadable") return policy.reason;
  if (isObject(domain) && isSet(domain["MutualTlsAuthentication"])) {
    return "mutual TLS (Domain.MutualTlsAuthentication)";
  }
  return null;
}

/** What an operation needs and the stage lacks, in words that fit "does not emulate …". */
export function operationRefusal(wired: WiredOperation): string | null {
  const prepared = prepareIntegration(wired.integration);
  return (
    authorizationRefusal(wired.authorization) ??
    integrationRefusal(wired) ??
    (typeof prepared === "string" ? prepared : null)
  );
}

/** The part of it that the integration needs. */
export function integrationRefusal({ operation, integration }: WiredOperation): string | null {
  switch (integration.kind) {
    case "none":
      return operation.integration === null
        ? "an operation without an integration (API Gateway would not deploy it)"
        : "an operation whose integration leads to no function of the template";
    case "foreign-lambda":
      return integration.configured === null
        ? `a function outside the template (${integration.reference})`
        : proxyRefusal(operation.integration);
    case "unsupported":
      return integration.reason;
    case "lambda":
      return proxyRefusal(operation.integration);
    default:
      return null;
  }
}

function proxyRefusal(declared: IntegrationObject | null): string | null {
  if (declared === null) return null;
  if (declared.type !== "aws_proxy") return `integrations of type ${declared.type}`;
  const handling = declared.raw["contentHandling"];
  // As text a text stays as it is, and a function gets a binary body as Base64 in any case.
  const isText = typeof handling === "string" && handling.toUpperCase() === "CONVERT_TO_TEXT";
  return isSet(handling) && !isText ? "contentHandling on a Lambda proxy integration" : null;
}

/**
 * What the stage does not emulate of an API, as problems to show before it starts. Settings are
 * placed in the template where it is given.
 */
export function findUnemulated(api: WiredApi, template: SourceDocument | null): readonly Problem[] {
  const whole = apiRefusal(api);
  if (whole !== null) return [tellRefusedApi(api, whole)];
  return [
    ...tellRefusedOperations(api, toldRefusal),
    ...findBrokenIntegrations(api),
    ...ignoredIn(api).map(([property, what]) => tellIgnoredSetting(api, template, property, what)),
  ];
}

/** A broken pattern is a fault of the document, which is told of as such. */
function toldRefusal(wired: WiredOperation): string | null {
  const refusal = operationRefusal(wired);
  return refusal === brokenPatternRefusal(wired.integration) ? null : refusal;
}

/** Properties that are set and ignored, each with what it asks for. */
function ignoredIn({ resource: { properties } }: WiredApi): readonly (readonly [string, string])[] {
  const settings = [...ignoredSettings].filter(([property]) => isSet(properties[property]));
  const methods = properties["MethodSettings"];
  const caches =
    Array.isArray(methods) &&
    methods.some((each) => isObject(each) && isSet(each["CachingEnabled"]));
  return caches ? [...settings, ["MethodSettings", "the response cache"]] : settings;
}
