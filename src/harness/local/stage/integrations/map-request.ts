import { mediaType } from "../../../core/http-message.ts";
import {
  failGateway,
  isFailure,
  refuseUnemulated,
  type GatewayFailure,
} from "../gateway-failure.ts";
import {
  noOverrides,
  renderMappingTemplate,
  type TemplateOverrides,
} from "../mapping-template/render-mapping-template.ts";
import { TemplateFault } from "../mapping-template/template-fault.ts";
import type { StageContext } from "../stage-context.ts";
import { convertRequestContent } from "./convert-content.ts";
import type { Mapped } from "./integration.ts";
import { readMapping } from "./mapping-expression.ts";
import type { MethodRequest } from "./method-request.ts";

/** Parameters an integration is called with, values by name. */
export interface IntegrationParameters {
  readonly header: ReadonlyMap<string, readonly string[]>;
  readonly querystring: ReadonlyMap<string, readonly string[]>;
  readonly path: ReadonlyMap<string, string>;
}

/** A request to an integration, as mappings and templates make it. */
export interface IntegrationRequest {
  readonly parameters: IntegrationParameters;
  readonly body: Uint8Array;
  /** What a template has set; the response template still sees it (recorded). */
  readonly overrides: TemplateOverrides;
}

/** A template or mapping that gives nothing: 500 where API Gateway has it too, else 501. */
export function answerFault({ kind, reason }: Fault, what: string): GatewayFailure {
  return kind === "unemulated"
    ? refuseUnemulated(`a part of ${what}: ${reason}`)
    : failGateway("API_CONFIGURATION_ERROR", { detail: `${what}: ${reason}` });
}

interface Fault {
  readonly kind: "broken" | "unemulated";
  readonly reason: string;
}

/** Runs what reads mappings; a fault of one is the gateway's answer. */
export function orFault<T extends object>(what: string, read: () => T): T | GatewayFailure {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    return answerFault({ kind: error.kind, reason: error.message }, what);
  }
}

/** `requestParameters`: what goes into headers, query and path of the integration's request. */
export function mapParameters(
  mappings: ReadonlyMap<string, string>,
  request: MethodRequest,
): IntegrationParameters | GatewayFailure {
  return orFault("requestParameters", () => {
    const header = new Map<string, readonly string[]>();
    const querystring = new Map<string, readonly string[]>();
    const path = new Map<string, string>();
    for (const [key, expression] of mappings) {
      const [, place = "", name = ""] =
        /^integration\.request\.(header|querystring|path)\.(.+)$/su.exec(key) ?? [];
      if (place === "") throw new TemplateFault("broken", `${key} is no place in a request`);
      const values = readMapping(expression, request);
      const [value] = values;
      if (value === undefined) continue;
      if (place === "header") header.set(name, values);
      else if (place === "querystring") querystring.set(name, values);
      else path.set(name, value);
    }
    return { header, querystring, path };
  });
}

/** Makes the request to a non-proxy integration: parameters, template or passthrough, overrides. */
export function mapRequest(
  context: Pick<StageContext, "binary">,
  mapped: Mapped,
  request: MethodRequest,
): IntegrationRequest | GatewayFailure {
  const parameters = mapParameters(mapped.requestParameters, request);
  if (isFailure(parameters)) return parameters;
  const isBinary = request.body.byteLength > 0 && context.binary.matches(request.contentType);
  const content = convertRequestContent({ bytes: request.body, isBinary }, mapped.contentHandling);
  if (content === null) {
    const detail = "contentHandling is CONVERT_TO_BINARY and the request's body is not Base64";
    return failGateway("API_CONFIGURATION_ERROR", { detail });
  }
  const type = mediaType(request.contentType) ?? "application/json";
  const template = templateOf(mapped.requestTemplates, type);
  if (template === undefined) {
    const refused = refusePassthrough(mapped, type);
    return refused ?? { parameters, body: content.bytes, overrides: noOverrides };
  }
  if (content.isBinary) return refuseUnemulated("mapping templates for binary bodies");
  const rendered = renderMappingTemplate(template, {
    body: Buffer.from(content.bytes).toString("utf8"),
    parameters: request.parameters,
    context: request.context,
    stageVariables: request.stageVariables,
    overrides: { ...noOverrides, request: { ...noOverrides.request } },
  });
  if (!rendered.ok) return answerFault(rendered, `the request template of ${type}`);
  const { overrides } = rendered;
  return {
    parameters: override(parameters, overrides),
    body: Buffer.from(rendered.text),
    overrides,
  };
}

/** The media types of templates are compared without case and parameters. */
function templateOf(templates: ReadonlyMap<string, string>, type: string): string | undefined {
  for (const [key, template] of templates) {
    if ((mediaType(key) ?? key) === type) return template;
  }
  return undefined;
}

/** A body for which there is no template (guide, "Integration passthrough behaviors"): `null` lets it pass. */
function refusePassthrough(
  { passthrough, requestTemplates }: Mapped,
  type: string,
): GatewayFailure | null {
  if (passthrough === "when_no_match") return null;
  if (passthrough === "when_no_templates" && requestTemplates.size === 0) return null;
  const detail = `no request template is for ${type}, and passthroughBehavior is ${passthrough}`;
  return failGateway("UNSUPPORTED_MEDIA_TYPE", { detail });
}

/** What a template sets under `$context.requestOverride` wins over what is mapped. */
function override(
  { header, querystring, path }: IntegrationParameters,
  { request }: TemplateOverrides,
): IntegrationParameters {
  const lists = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => [name, [value]] as const);
  return {
    header: new Map([...header, ...lists(request.header)]),
    querystring: new Map([...querystring, ...lists(request.querystring)]),
    path: new Map([...path, ...Object.entries(request.path)]),
  };
}
