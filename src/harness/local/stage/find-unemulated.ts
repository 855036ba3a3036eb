import { isObject } from "../../core/json.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import type { IntegrationObject } from "../../model/openapi/api-document.ts";
import { authorizationRefusal } from "./authorization/authorization-refusal.ts";
import { readResourcePolicy } from "./authorization/resource-policy.ts";
import type { WiredApi, WiredOperation } from "../../model/wiring/project-model.ts";
import { prepareIntegration } from "./integrations/prepare-integration.ts";

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

/** Does a setting ask for something? */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "NONE";
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
  const { resource, document } = api;
  const whole = apiRefusal(api);
  if (whole !== null) {
    return [
      createProblem({
        code: "stage/api-not-emulated",
        message: `The local stage does not emulate ${whole}; every request to ${resource.logicalId} is answered with 501.`,
        location: document.source.locate(""),
      }),
    ];
  }
  const operations = api.operations.flatMap((wired): Problem[] => {
    const what = operationRefusal(wired);
    if (what === null) return [];
    const { key, pointer } = wired.operation;
    return [
      createProblem({
        code: "stage/operation-not-emulated",
        message: `The local stage does not emulate ${what}; ${key} is answered with 501.`,
        location: document.source.locate(pointer),
        operation: key,
      }),
    ];
  });
  return [...operations, ...ignoredProblems(api, template)];
}

interface IgnoredSetting {
  readonly property: string;
  readonly what: string;
}

function ignoredProblems(
  { resource, document }: WiredApi,
  template: SourceDocument | null,
): readonly Problem[] {
  const settings: readonly IgnoredSetting[] = [...ignoredSettings]
    .filter(([property]) => isSet(resource.properties[property]))
    .map(([property, what]) => ({ property, what: `${what} (${property})` }));
  const methods = resource.properties["MethodSettings"];
  const caches = Array.isArray(methods)
    ? methods.some((each) => isObject(each) && isSet(each["CachingEnabled"]))
    : false;
  const caching = caches
    ? [{ property: "MethodSettings", what: "the response cache (MethodSettings)" }]
    : [];
  // A setting stands in the template, unless Globals set it; then the API is the nearest place.
  const placeOf = (property: string): SourceLocation =>
    template?.locate(joinPointer(resource.pointer, "Properties", property)) ??
    document.source.locate("");
  return [...settings, ...caching].map(({ property, what }) =>
    createProblem({
      code: "stage/setting-not-emulated",
      message: `The local stage does not emulate ${what}; ${resource.logicalId} answers as if it were not set.`,
      location: placeOf(property),
    }),
  );
}
