import type { IntegrationObject } from "../openapi/api-document.ts";
import type { ApiResource, Resolved, TemplateModel } from "../template/template-model.ts";
import { findFunction } from "./function-lookup.ts";
import type { WiredIntegration } from "./project-model.ts";
import { isDefinedName, referencedNames } from "./referenced-names.ts";

/** Why an integration does not lead to a function of the template. */
export type IntegrationFault =
  | { readonly kind: "unresolved"; readonly reason: string; readonly certain: boolean }
  | { readonly kind: "no-function"; readonly name: string };

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

function faulty(fault: IntegrationFault, reference: string | null = null): IntegrationTarget {
  const integration: WiredIntegration =
    reference === null ? { kind: "none" } : { kind: "foreign-lambda", reference, configured: null };
  return { integration, functionId: null, qualifier: null, fault };
}

/**
 * Follows an integration to its function: any uri that CloudFormation can work out, function names
 * and ARNs, aliases, and stage variables (source: API Gateway developer guide,
 * "x-amazon-apigateway-integration object").
 */
export function resolveIntegration(
  integration: IntegrationObject,
  api: ApiResource,
  template: TemplateModel,
): IntegrationTarget {
  const subtype = integration.raw["integrationSubtype"];
  if (typeof subtype === "string") return unsupported(`the service integration ${subtype}`);
  if (integration.type === "mock") return unsupported("a mock integration");
  if (integration.type === "http" || integration.type === "http_proxy")
    return unsupported(`an ${integration.type} integration`);
  if (integration.type !== "aws_proxy" && integration.type !== "aws") {
    return faulty({
      kind: "unresolved",
      reason: `the type "${integration.type}" is none that API Gateway knows`,
      certain: true,
    });
  }
  if (integration.uri === null)
    return faulty({ kind: "unresolved", reason: "it has no uri", certain: true });
  const uri = resolveUri(integration, api, template);
  return uri.known
    ? followUri(uri.value, integration, api, template)
    : unresolvedUri(uri, integration, template);
}

/** A name that is defined nowhere is the user's slip; a value that only AWS knows is not. */
function unresolvedUri(
  unknown: Extract<Resolved<string>, { known: false }>,
  integration: IntegrationObject,
  template: TemplateModel,
): IntegrationTarget {
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
  return faulty(
    { kind: "unresolved", reason: unknown.reason, certain },
    certain ? null : JSON.stringify(integration.uri),
  );
}

function resolveUri(
  integration: IntegrationObject,
  api: ApiResource,
  template: TemplateModel,
): Resolved<string> {
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
  const stage = api.stageName.known ? ` of ${api.stageName.value}` : "";
  return { known: false, reason: `the stage variable ${String(missing)}${stage} is not set` };
}

/** API Gateway replaces these three in imported text, with or without Fn::Sub. */
function pseudo(written: string, template: TemplateModel): string {
  const value = template.resolve({ Ref: written.slice(2, -1) });
  return value.known && typeof value.value === "string" ? value.value : written;
}

function followUri(
  uri: string,
  integration: IntegrationObject,
  api: ApiResource,
  template: TemplateModel,
): IntegrationTarget {
  const invocation =
    /^arn:[^:]+:apigateway:[^:]*:lambda:path\/[\d-]+\/functions\/(.+)\/(invocations|response-streaming-invocations)$/.exec(
      uri,
    );
  const [, lambda, way] = invocation ?? [];
  if (lambda !== undefined)
    return lambdaTarget(
      lambda,
      way === "invocations" ? null : "response streaming",
      integration,
      template,
    );
  const service = /^arn:[^:]+:apigateway:[^:]*:([\w.-]+):(?:action|path)\//.exec(uri)?.[1];
  if (service !== undefined && service !== "lambda")
    return unsupported(`the service integration ${service}`);
  if (/^arn:[^:]+:lambda:/.test(uri)) {
    if (api.kind === "http") return lambdaTarget(uri, null, integration, template);
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

function lambdaTarget(
  lambda: string,
  manner: string | null,
  integration: IntegrationObject,
  template: TemplateModel,
): IntegrationTarget {
  const placeholder = /\$\{([^{}]+)\}/.exec(lambda)?.[1];
  if (placeholder !== undefined) {
    return faulty({
      kind: "unresolved",
      reason: `\${${placeholder}} stands in plain text; wrap the uri in Fn::Sub`,
      certain: true,
    });
  }
  const found = findFunction(template, lambda);
  if (found === null) return foreignOrMissing(lambda, integration, template);
  const { functionId, qualifier } = found;
  const streaming =
    manner ?? (integration.raw["responseTransferMode"] === "STREAM" ? "response streaming" : null);
  const reason =
    streaming ??
    (integration.type === "aws" ? "a non-proxy Lambda integration (mapping templates)" : null);
  const wired: WiredIntegration =
    reason === null ? { kind: "lambda", functionId, qualifier } : { kind: "unsupported", reason };
  return { integration: wired, functionId, qualifier, fault: null };
}

/**
 * A name worked out from parameters may belong to another stack: that is a foreign function. A name
 * written out in this region and account belongs to one as well, so both are told, and left alone.
 */
function foreignOrMissing(
  lambda: string,
  integration: IntegrationObject,
  template: TemplateModel,
): IntegrationTarget {
  const written = JSON.stringify(integration.uri);
  const named = template.functions.find(({ logicalId }) => written.includes(`\${${logicalId}}`));
  const reason =
    named === undefined
      ? `${lambda} is no function of this template`
      : `${lambda} is no name of ${named.logicalId}`;
  return faulty({ kind: "unresolved", reason, certain: false }, lambda);
}
