import { isObject, type JsonObject } from "../../core/json.ts";
import type { IntegrationObject } from "../openapi/api-document.ts";
import { isUnresolved } from "../schema/is-unresolved.ts";
import type { ApiResource, Resolved, TemplateModel } from "../template/template-model.ts";
import { lambdaOf } from "./describe-integration.ts";
import { describeValue } from "./describe-value.ts";
import { findFunction } from "./function-lookup.ts";
import { bareName, unknownType, type IntegrationFault } from "./integration-fault.ts";
import type { WiredIntegration } from "./project-model.ts";
import { matchConfiguredFunction } from "./match-configured-function.ts";
import { isDefinedName, isRemoved, referencedNames } from "./referenced-names.ts";
import { integrationUrl } from "./integration-url.ts";
import { readIntegrationSettings } from "./read-integration-settings.ts";

/** Where an integration leads. */
export interface IntegrationTarget {
  readonly integration: WiredIntegration;
  /** The function behind it, also when the way it is called is not emulated. */
  readonly functionId: string | null;
  readonly qualifier: string | null;
  readonly fault: IntegrationFault | null;
}

function unsupported(reason: string): IntegrationTarget {
  return {
    integration: { kind: "unsupported", reason },
    functionId: null,
    qualifier: null,
    fault: null,
  };
}

function faulty(fault: IntegrationFault): IntegrationTarget {
  return { integration: { kind: "none" }, functionId: null, qualifier: null, fault };
}

/** A function outside the template: no fault where the configuration answers for it. */
function foreign(fault: IntegrationFault, reference: string, setting: Setting): IntegrationTarget {
  const configured = matchConfiguredFunction(reference, setting.configured);
  return {
    integration: { kind: "foreign-lambda", reference, configured },
    functionId: null,
    qualifier: null,
    fault: configured === null ? fault : null,
  };
}

/** What an integration is followed in. */
interface Setting {
  readonly integration: IntegrationObject;
  readonly api: ApiResource;
  readonly template: TemplateModel;
  /** Functions outside the template that the configuration answers for. */
  readonly configured: readonly string[];
}

/**
 * Follows an integration to its function: any uri that CloudFormation can work out, function names
 * and ARNs, aliases, and stage variables (source: API Gateway developer guide,
 * "x-amazon-apigateway-integration object").
 *
 * @param configured names, ARNs and references of functions outside the template that the
 *   configuration answers for
 */
export function resolveIntegration(
  integration: IntegrationObject,
  api: ApiResource,
  template: TemplateModel,
  configured: readonly string[] = [],
): IntegrationTarget {
  const setting: Setting = {
    integration: withKnownType(integration, template),
    api,
    template,
    configured,
  };
  return followIntegration(setting);
}

/** A type that a parameter gives; the document's reader sees plain text only. */
function withKnownType(integration: IntegrationObject, template: TemplateModel): IntegrationObject {
  const written = integration.raw["type"];
  const type = isUnresolved(written) && written !== undefined ? template.resolve(written) : null;
  return type?.known === true && typeof type.value === "string"
    ? { ...integration, type: type.value.toLowerCase() }
    : integration;
}

function followIntegration(setting: Setting): IntegrationTarget {
  const { integration } = setting;
  // A macro or an undecided choice makes it: nobody knows what it will call.
  if (integration.type === "" && isUnresolved(integration.raw["type"] ?? integration.raw))
    return faulty({ kind: "unresolved", reason: "its type is not known here", certain: false });
  const subtype = integration.raw["integrationSubtype"];
  if (typeof subtype === "string") return subtypeTarget(subtype, setting);
  if (integration.type === "mock")
    return withSettings(setting, (settings) => ({ kind: "mock", settings }));
  if (integration.type === "http" || integration.type === "http_proxy") return httpTarget(setting);
  if (integration.type !== "aws_proxy" && integration.type !== "aws") {
    return faulty(unknownType(integration.type));
  }
  if (integration.uri === null)
    return faulty({ kind: "unresolved", reason: "it has no uri", certain: true });
  const uri = resolveUri(setting);
  return uri.known ? followUri(uri.value, setting) : unresolvedUri(uri, setting);
}

/** A target whose settings are known; one that hangs on a value only AWS knows is not emulated. */
function withSettings(
  { integration, template }: Setting,
  make: (settings: JsonObject) => WiredIntegration,
): IntegrationTarget {
  const read = readIntegrationSettings(integration.raw, template);
  if (!read.known) return unsupported(read.reason);
  return { integration: make(read.value), functionId: null, qualifier: null, fault: null };
}

/** `SQS-SendMessage` and its like, of HTTP APIs. */
function subtypeTarget(subtype: string, setting: Setting): IntegrationTarget {
  const [, service = "", target = ""] = /^(\w+)-(.+)$/.exec(subtype) ?? [];
  if (setting.api.kind !== "http" || target === "")
    return unsupported(`the service integration ${subtype}`);
  return withSettings(setting, (settings) => ({
    kind: "service",
    service,
    way: "subtype",
    target,
    settings,
  }));
}

function httpTarget(setting: Setting): IntegrationTarget {
  const { integration, template } = setting;
  const proxy = integration.type === "http_proxy";
  if (integration.uri === null)
    return faulty({ kind: "unresolved", reason: "it has no uri", certain: true });
  const url = integrationUrl(integration.uri, template);
  const uri = url === null ? resolveUri(setting) : ({ known: true, value: url.uri } as const);
  if (!uri.known)
    return unsupported(`an ${integration.type} integration whose uri is not known here`);
  return withSettings(setting, (settings) => ({
    kind: "http",
    proxy,
    uri: uri.value,
    api: url?.api ?? null,
    settings,
  }));
}

/** A name that is defined nowhere is the user's slip; a value that only AWS knows is not. */
function unresolvedUri(
  unknown: Extract<ResolvedUri, { known: false }>,
  setting: Setting,
): IntegrationTarget {
  const { integration, template } = setting;
  const name = referencedNames(integration.uri).find((each) => !isDefinedName(template, each));
  if (name !== undefined && unknown.external !== true) {
    // `${stageVariables.x}` in Fn::Sub has to be written `${!stageVariables.x}`.
    const reason = "stage variables in Fn::Sub are written ${!stageVariables.name}";
    return faulty(
      name === "stageVariables"
        ? { kind: "unresolved", reason, certain: true }
        : { kind: "no-function", name },
    );
  }
  const certain = unknown.external !== true;
  // Only a part of the uri is unknown: it still says which service it calls.
  const service = /:apigateway:[^"]*?:([\w-]+):(?:action|path)\//.exec(
    JSON.stringify(integration.uri),
  )?.[1];
  if (!certain && service !== undefined && service !== "lambda")
    return unsupported(`the service integration ${service}`);
  const removed = referencedNames(integration.uri).find((each) => isRemoved(template, each));
  const { reason, missing, advice } = unknown;
  const fault: IntegrationFault = {
    kind: "unresolved",
    reason,
    certain,
    ...(missing === undefined ? {} : { missing }),
    ...(removed === undefined ? {} : { removed }),
    ...(advice === undefined ? {} : { advice }),
  };
  return certain
    ? faulty(fault)
    : foreign(fault, lambdaOf(describeValue(integration.uri, template)), setting);
}

type ResolvedUri = Resolved<string> & { readonly advice?: string };

function resolveUri({ integration, api, template }: Setting): ResolvedUri {
  const value = template.resolve(integration.uri);
  if (!value.known) return value;
  if (typeof value.value !== "string") return { known: false, reason: "the uri is not text" };
  let missing: string | null = null;
  const placeholders = /\$\{(?:stageVariables\.([\w.-]+)|(AWS::(?:AccountId|Region|Partition)))\}/g;
  const text = value.value.replaceAll(placeholders, (written, variable?: string) => {
    if (variable === undefined) return pseudo(written, template);
    const given = Object.hasOwn(api.stageVariables, variable)
      ? api.stageVariables[variable]
      : undefined;
    if (given === undefined) missing ??= variable;
    return given ?? "";
  });
  if (missing === null) return { known: true, value: text };
  const name = String(missing);
  const stage = api.stageName.known ? ` of ${api.stageName.value}` : "";
  return isVariableAbsent(api, template, name)
    ? {
        known: false,
        reason: `the stage variable ${name}${stage} is not set`,
        advice: `Set it in the Properties of ${api.logicalId}: ${variablesOf(api)}: { ${name}: … }`,
      }
    : {
        known: false,
        reason: `the stage variable ${name}${stage} is not known here`,
        external: true,
      };
}

function variablesOf({ kind }: ApiResource): "Variables" | "StageVariables" {
  return kind === "rest" ? "Variables" : "StageVariables";
}

/** A stage of SAM has the variables of its API; one made elsewhere, or a value that only AWS knows, may have any. */
function isVariableAbsent(api: ApiResource, template: TemplateModel, name: string): boolean {
  const type = template.resources.get(api.logicalId)?.type ?? "";
  if (!type.startsWith("AWS::Serverless::")) return false;
  const variables = api.properties[variablesOf(api)];
  if (variables === undefined) return true;
  if (!isObject(variables) || Object.keys(variables).some((key) => key.startsWith("Fn::")))
    return false;
  return !Object.hasOwn(variables, name);
}

/** API Gateway replaces these three in imported text, with or without Fn::Sub. */
function pseudo(written: string, template: TemplateModel): string {
  const value = template.resolve({ Ref: written.slice(2, -1) });
  return value.known && typeof value.value === "string" ? value.value : written;
}

function followUri(uri: string, setting: Setting): IntegrationTarget {
  const invocation =
    /^arn:[^:]+:apigateway:[^:]*:lambda:path\/+[\d-]+\/functions\/(.+)\/(invocations|response-streaming-invocations)$/.exec(
      uri,
    );
  const [, lambda, way] = invocation ?? [];
  if (lambda !== undefined) return lambdaTarget(lambda, way !== "invocations", setting);
  const unended = /:lambda:path\/+[\d-]+\/functions\/[^/]+\/?$/.test(uri);
  if (unended)
    return faulty({
      kind: "unresolved",
      reason: `${uri} lacks /invocations at its end`,
      certain: true,
    });
  const called = /^arn:[^:]+:apigateway:[^:]*:([\w.-]+):(action|path)\/(.*)$/s.exec(uri);
  const [, service, wayOfCall, target = ""] = called ?? [];
  if (service !== undefined && service !== "lambda") {
    if (setting.integration.type !== "aws")
      return unsupported(`the service integration ${service}`);
    const how = wayOfCall === "action" ? "action" : "path";
    return withSettings(setting, (settings) => ({
      kind: "service",
      service,
      way: how,
      target,
      settings,
    }));
  }
  if (/^arn:[^:]+:lambda:/.test(uri)) {
    if (setting.api.kind === "http") return lambdaTarget(uri, false, setting);
    const reason =
      "a REST API takes no plain function ARN (AWS ARN for integration must contain path or action)";
    return faulty({ kind: "unresolved", reason, certain: true });
  }
  const placeholder = /\$\{([^{}]+)\}/.exec(uri)?.[1];
  const reason =
    placeholder === undefined
      ? `"${uri}" is no Lambda integration uri`
      : `\${${placeholder}} stands in plain text; wrap the uri in Fn::Sub`;
  return faulty({ kind: "unresolved", reason, certain: true });
}

function lambdaTarget(lambda: string, streamed: boolean, setting: Setting): IntegrationTarget {
  const { integration, template } = setting;
  const placeholder = /\$\{([^{}]+)\}/.exec(lambda)?.[1];
  if (placeholder !== undefined) {
    return faulty({
      kind: "unresolved",
      reason: `\${${placeholder}} stands in plain text; wrap the uri in Fn::Sub`,
      certain: true,
    });
  }
  const found = findFunction(template, lambda);
  if (isBareName(lambda, setting)) return faulty(bareName(lambda, found?.functionId ?? null));
  if (found === null) return foreignOrMissing(lambda, setting);
  const { functionId, qualifier } = found;
  if (integration.type === "aws") {
    if (streamed) return unsupported("response streaming with a non-proxy Lambda integration");
    const custom = withSettings(setting, (settings) => ({
      kind: "lambda-custom",
      functionId,
      qualifier,
      settings,
    }));
    return { ...custom, functionId, qualifier };
  }
  const reason = streamingRefusal(streamed, setting);
  const wired: WiredIntegration =
    reason === null ? { kind: "lambda", functionId, qualifier } : { kind: "unsupported", reason };
  return { integration: wired, functionId, qualifier, fault: null };
}

/**
 * Response streaming takes two settings, and no source says what one of them alone does; HTTP APIs
 * have none of it.
 */
function streamingRefusal(streamed: boolean, { integration, api }: Setting): string | null {
  const asked = integration.raw["responseTransferMode"] === "STREAM";
  if (!asked && !streamed) return null;
  if (api.kind === "http") return "response streaming on an HTTP API";
  if (asked && streamed) return null;
  return asked
    ? "response streaming (responseTransferMode: STREAM) with a uri that ends in /invocations"
    : "response streaming with a uri that ends in /response-streaming-invocations and no responseTransferMode: STREAM";
}

/**
 * A REST API takes a function by its ARN alone (API Gateway, "Invalid ARN specified in the request").
 * What a stage variable stands for is only put in when a request comes.
 */
function isBareName(lambda: string, { integration, api }: Setting): boolean {
  const isVariable = JSON.stringify(integration.uri).includes("stageVariables");
  return api.kind === "rest" && !isVariable && /^[\w-]+(?::[\w$-]+)?$/.test(lambda);
}

/**
 * A name worked out from parameters may belong to another stack: that is a foreign function. A name
 * written out in this region and account belongs to one as well, so both are told, and left alone.
 */
function foreignOrMissing(lambda: string, setting: Setting): IntegrationTarget {
  const { integration, template } = setting;
  const written = JSON.stringify(integration.uri);
  const named = template.functions.find(({ logicalId }) => written.includes(`\${${logicalId}}`));
  const reason =
    named === undefined
      ? `${lambda} is no function of this template`
      : `${lambda} is no name of ${named.logicalId}`;
  return foreign({ kind: "unresolved", reason, certain: false }, lambda, setting);
}
