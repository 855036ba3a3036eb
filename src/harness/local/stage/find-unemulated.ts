import { isObject } from "../../core/json.ts";
import { joinPointer, valueAt } from "../../core/json-pointer.ts";
import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import type {
  ApiDocument,
  IntegrationObject,
  Operation,
} from "../../model/openapi/api-document.ts";
import type { WiredApi, WiredOperation } from "../../model/wiring/project-model.ts";

/** Properties of the API that change answers, and that are answered without. */
const ignoredSettings: ReadonlyMap<string, string> = new Map([
  ["MethodSettings", "method settings (throttling, caching, logging)"],
  ["CanarySetting", "canary deployments"],
  ["CacheClusterEnabled", "the response cache"],
  ["MinimumCompressionSize", "compression"],
  ["DisableExecuteApiEndpoint", "switching off the default endpoint"],
]);

/**
 * What makes a whole REST API unfit for the stage, in words that fit "does not emulate …"; `null`
 * when nothing does.
 */
export function apiRefusal({ resource, document }: WiredApi): string | null {
  const { Auth: auth, Domain: domain } = resource.properties;
  if (isObject(auth)) {
    if (isSet(auth["DefaultAuthorizer"])) return "authorizers (Auth.DefaultAuthorizer)";
    if (auth["ApiKeyRequired"] === true) return "API keys (Auth.ApiKeyRequired)";
    if (isSet(auth["ResourcePolicy"])) return "resource policies (Auth.ResourcePolicy)";
  }
  if (isObject(domain) && isSet(domain["MutualTlsAuthentication"])) {
    return "mutual TLS (Domain.MutualTlsAuthentication)";
  }
  if (isSet(document.root["x-amazon-apigateway-policy"])) {
    return "resource policies (x-amazon-apigateway-policy)";
  }
  return null;
}

/** Does a setting ask for something? */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "NONE";
}

/** What an operation needs and the stage lacks, in words that fit "does not emulate …". */
export function operationRefusal(document: ApiDocument, wired: WiredOperation): string | null {
  if (wired.added?.by === "cors") return corsMethods;
  return securityRefusal(document, wired.operation) ?? integrationRefusal(wired);
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
  return isSet(declared.raw["contentHandling"])
    ? "contentHandling on a Lambda proxy integration"
    : null;
}

/**
 * API Gateway enforces a scheme that carries an authorizer or auth type of its own, and an API key
 * in `x-api-key`; it takes no notice of other schemes.
 */
function securityRefusal(document: ApiDocument, operation: Operation): string | null {
  const raw = valueAt(document.root, operation.pointer);
  const declared = isObject(raw) ? raw["x-amazon-apigateway-auth"] : undefined;
  if (isObject(declared) && isSet(declared["type"])) {
    return `authorization of type ${text(declared["type"])} (x-amazon-apigateway-auth)`;
  }
  for (const name of operation.security.flat()) {
    const scheme =
      valueAt(document.root, joinPointer("/components/securitySchemes", name)) ??
      valueAt(document.root, joinPointer("/securityDefinitions", name));
    if (!isObject(scheme))
      return `the security scheme "${name}", which the document does not define`;
    const enforced = enforcedAs(scheme);
    if (enforced !== null) return `${enforced} (security scheme "${name}")`;
  }
  return null;
}

function enforcedAs(scheme: { readonly [key: string]: unknown }): string | null {
  const authorizer = scheme["x-amazon-apigateway-authorizer"];
  if (isObject(authorizer)) return `authorizers of type ${text(authorizer["type"])}`;
  const authType = scheme["x-amazon-apigateway-authtype"];
  if (typeof authType === "string" && isSet(authType)) return `authorization by ${authType}`;
  const isKey = scheme["type"] === "apiKey" && scheme["in"] === "header";
  return isKey && text(scheme["name"]).toLowerCase() === "x-api-key" ? "API keys" : null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "unknown";
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
    const what = operationRefusal(document, wired);
    // Those of `Cors` are told of with the setting.
    if (what === null || what === corsMethods) return [];
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

/** The OPTIONS methods of SAM's `Cors`, in words that fit "does not emulate …". */
export const corsMethods = "the OPTIONS methods SAM adds (Cors)";

/** Does the transform add OPTIONS methods? It edits only bodies it can see. */
export function addsCorsMethods({ resource }: Pick<WiredApi, "resource">): boolean {
  return resource.definition.kind !== "uri" && isSet(resource.properties["Cors"]);
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
  const auth = resource.properties["Auth"];
  const plans =
    isObject(auth) && isSet(auth["UsagePlan"])
      ? [{ property: "Auth", what: "usage plans (Auth.UsagePlan)" }]
      : [];
  const cors = addsCorsMethods({ resource }) ? [{ property: "Cors", what: corsMethods }] : [];
  // A setting stands in the template, unless Globals set it; then the API is the nearest place.
  const placeOf = (property: string): SourceLocation =>
    template?.locate(joinPointer(resource.pointer, "Properties", property)) ??
    document.source.locate("");
  return [...settings, ...plans, ...cors].map(({ property, what }) =>
    createProblem({
      code: "stage/setting-not-emulated",
      message: `The local stage does not emulate ${what}; ${resource.logicalId} answers as if it were not set.`,
      location: placeOf(property),
    }),
  );
}
