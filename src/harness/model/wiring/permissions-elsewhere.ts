import { isJsonValue, isObject, type JsonValue } from "../../core/json.ts";
import { joinPointer, valueAt } from "../../core/json-pointer.ts";
import type { TemplateModel, TemplateResource } from "../template/template-model.ts";
import { referencedNames } from "./referenced-names.ts";

/** Leave that may be given where it cannot be seen. */
export interface PermissionsElsewhere {
  /** Logical ids of functions nobody can be accused of lacking leave for. */
  readonly functions: ReadonlySet<string>;
  /** True when resources are added that are not seen at all. */
  readonly anywhere: boolean;
}

/** Types whose connectors give API Gateway leave. */
const apiTypes = new Set([
  "AWS::Serverless::Api",
  "AWS::Serverless::HttpApi",
  "AWS::ApiGateway::RestApi",
  "AWS::ApiGatewayV2::Api",
]);

const stackTypes = new Set(["AWS::CloudFormation::Stack", "AWS::Serverless::Application"]);

/**
 * Who else may give API Gateway leave: a connector (SAM makes the permission of it), a nested stack
 * that is handed the function, an alias whose name is unknown, and macros that add resources.
 */
export function permissionsElsewhere(template: TemplateModel): PermissionsElsewhere {
  const functions = new Set<string>();
  for (const resource of template.resources.values()) {
    for (const name of namesWithLeave(template, resource)) functions.add(name);
  }
  const anywhere = template.problems.some(({ code }) => code === "template/transform-not-applied");
  return { functions, anywhere };
}

function namesWithLeave(template: TemplateModel, resource: TemplateResource): readonly string[] {
  const { logicalId, type, properties, pointer } = resource;
  const attached = apiTypes.has(type)
    ? destinationsOf(writtenAt(template, pointer, "Connectors"))
    : [];
  const alias = properties["AutoPublishAlias"];
  if (alias !== undefined && typeof alias !== "string") return [logicalId, ...attached];
  if (type === "AWS::Serverless::Connector")
    return isFromApi(template, properties["Source"])
      ? destinationIds(properties["Destination"])
      : [];
  if (stackTypes.has(type))
    return referencedNames(writtenAt(template, `${pointer}/Properties`, "Parameters") ?? null);
  return attached;
}

function writtenAt(
  template: TemplateModel,
  pointer: string,
  member: string,
): JsonValue | undefined {
  const value = valueAt(template.source.value, joinPointer(pointer, member));
  return isJsonValue(value) ? value : undefined;
}

/** A source that is not named by its logical id may be an API. */
function isFromApi(template: TemplateModel, source: JsonValue | undefined): boolean {
  const id = isObject(source) ? source["Id"] : undefined;
  const type = typeof id === "string" ? template.resources.get(id)?.type : undefined;
  return type === undefined || apiTypes.has(type);
}

/** `Connectors` of a resource: a map of connectors, each with its destination. */
function destinationsOf(connectors: JsonValue | undefined): readonly string[] {
  if (!isObject(connectors)) return [];
  return Object.values(connectors).flatMap((connector) => {
    const properties = isObject(connector) ? connector["Properties"] : undefined;
    return isObject(properties) ? destinationIds(properties["Destination"]) : [];
  });
}

/** `{ Id: Function }`, or a list of such. */
function destinationIds(destination: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(destination) ? destination : [destination];
  return list.flatMap((each) => {
    const id = isObject(each) ? each["Id"] : undefined;
    return typeof id === "string" ? [id] : [];
  });
}
