import { isObject, type JsonValue } from "../../core/json.ts";
import type { TemplateResource } from "../../model/template/template-model.ts";
import type { Project, ProjectApi } from "./load-project.ts";
import type { ApiMount } from "./stage-servers.ts";

/**
 * Where the template's custom domains lead: `Domain` of SAM's APIs, `AWS::ApiGateway::BasePathMapping` and
 * `AWS::ApiGatewayV2::ApiMapping`. What names a domain or an API that is not known here is left out.
 */
export function readDomainMappings(project: Project): readonly ApiMount[] {
  const { apis, template } = project;
  return [
    ...apis.flatMap(ofSam),
    ...[...template.resources.values()].flatMap((resource) => ofResource(project, resource)),
  ];
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function ofSam(api: ProjectApi): readonly ApiMount[] {
  const { Domain: domain } = api.wired.resource.properties;
  const name = isObject(domain) ? textOf(domain["DomainName"]) : null;
  if (name === null || !isObject(domain)) return [];
  const { BasePath: given = "/" } = domain;
  const keys: readonly unknown[] = Array.isArray(given) ? given : [given];
  // The transform takes special characters out of the base paths of a REST API unless it is told not to.
  const plain = api.wired.resource.kind === "rest" && domain["NormalizeBasePath"] !== false;
  return keys
    .filter((key) => typeof key === "string")
    .map((key) => mount(api, name, plain ? key.replace(/[^A-Za-z0-9]/gu, "") : key));
}

function mount(api: ProjectApi, domain: string, key: string): ApiMount {
  const inner = key.replace(/^\/+|\/+$/gu, "");
  const base = inner === "" || inner === "(none)" ? "" : `/${inner}`;
  return { api, domain: domain.toLowerCase(), base };
}

interface MappingKind {
  readonly api: string;
  readonly key: string;
}

const mappingKinds: ReadonlyMap<string, MappingKind> = new Map([
  ["AWS::ApiGateway::BasePathMapping", { api: "RestApiId", key: "BasePath" }],
  ["AWS::ApiGatewayV2::ApiMapping", { api: "ApiId", key: "ApiMappingKey" }],
]);

function ofResource(
  { apis, template }: Project,
  { type, properties }: TemplateResource,
): readonly ApiMount[] {
  const kind = mappingKinds.get(type);
  const domain = kind === undefined ? null : textOf(properties["DomainName"]);
  if (kind === undefined || domain === null) return [];
  const id = textOf(properties[kind.api]);
  return apis
    .filter(({ wired }) => {
      const known = template.resolve({ Ref: wired.resource.logicalId });
      return id !== null && known.known && known.value === id;
    })
    .map((api) => mount(api, domain, textOf(properties[kind.key]) ?? ""));
}
