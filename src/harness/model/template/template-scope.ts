import type { JsonObject, JsonValue } from "../../core/json.ts";
import { decide } from "./intrinsics/conditions.ts";
import { evaluate } from "./intrinsics/evaluate.ts";
import { known, toText, unknown, type Evaluation, type IntrinsicScope } from "./intrinsics/evaluation.ts";
import { partitionOf, pseudoParameter, urlSuffixOf } from "./pseudo-parameters.ts";
import { madeUpId } from "./resources/made-up-id.ts";
import type { ResourceFacts, ResourceKind } from "./resources/resource-facts.ts";
import { resourceKindOf } from "./resources/resource-kinds.ts";
import { isSamGenerated } from "./resources/sam-generated.ts";
import type { Resolved, TemplateContext } from "./template-model.ts";
import type { RawResource, TemplateSections } from "./template-sections.ts";

/** A scope over a whole template. */
export interface TemplateScope extends IntrinsicScope {
  readonly context: TemplateContext;
  /** The physical name of a resource: given, or made from stack and logical id. */
  physicalName(logicalId: string): Resolved<string>;
  /** The resources that deploy: those whose condition is not false. */
  readonly resources: ReadonlyMap<string, RawResource>;
}

/**
 * Lets intrinsic functions look into a template. A resource under a false condition is as good as
 * absent; a reference that goes in circles is unknown.
 */
export function createTemplateScope(
  sections: TemplateSections,
  parameters: ReadonlyMap<string, Evaluation>,
  context: TemplateContext,
): TemplateScope {
  const inProgress = new Set<string>();
  const guarded = <T>(key: string, work: () => Resolved<T>): Resolved<T> => {
    if (inProgress.has(key)) return unknown(`${key} refers to itself`);
    inProgress.add(key);
    try {
      return work();
    } finally {
      inProgress.delete(key);
    }
  };

  const conditions = new Map<string, Resolved<boolean>>();
  const condition = (name: string): Resolved<boolean> => {
    const settled = conditions.get(name);
    if (settled !== undefined) return settled;
    const expression = Object.hasOwn(sections.conditions, name) ? sections.conditions[name] : undefined;
    if (expression === undefined) return unknown(`no condition is named ${name}`);
    const result = guarded(`the condition ${name}`, () => decide(expression, scope));
    conditions.set(name, result);
    return result;
  };

  const isRemoved = (resource: RawResource): boolean => {
    if (resource.condition === null) return false;
    const result = condition(resource.condition);
    return result.known && !result.value;
  };

  const facts = (resource: RawResource, name: string): ResourceFacts => ({
    ...context,
    logicalId: resource.logicalId,
    type: resource.type,
    name,
    partition: partitionOf(context.region),
    urlSuffix: urlSuffixOf(context.region),
    property: (property) => propertyOf(resource.properties, property, scope),
    text: (property) => {
      const value = propertyOf(resource.properties, property, scope);
      return value.known ? toText(value.value) : null;
    },
    madeUpId: (length) => madeUpId(`${context.stackName}/${resource.logicalId}`, length),
  });

  const nameOf = (resource: RawResource, kind: ResourceKind | null): Resolved<string> => {
    const fallback = `${context.stackName}-${resource.logicalId}`;
    const property = kind?.nameProperty ?? null;
    if (property === null) return known(fallback);
    const written = resource.properties[property];
    if (written === undefined) return known(kind?.unnamed?.(facts(resource, fallback)) ?? fallback);
    return guarded(`the name of ${resource.logicalId}`, () => givenName(written, fallback, scope));
  };

  const scope: TemplateScope = {
    context,
    mappings: sections.mappings,
    evaluate: (value) => evaluate(value, scope),
    condition,
    reference: (name) => {
      const pseudo = name.startsWith("AWS::") ? pseudoParameter(name, context) : (parameters.get(name) ?? null);
      if (pseudo !== null) return pseudo;
      const dot = name.indexOf(".");
      if (dot > 0) return scope.attribute(name.slice(0, dot), name.slice(dot + 1));
      const resource = sections.resources.get(name);
      if (resource === undefined) return missing(name, sections);
      if (isRemoved(resource)) return removed(resource);
      const kind = resourceKindOf(resource.type);
      if (kind === null) return unknown(`what Ref returns for ${resource.type} (${name}) is not modelled`);
      const physical = nameOf(resource, kind);
      return physical.known ? known(kind.ref(facts(resource, physical.value))) : physical;
    },
    attribute: (logicalId, attribute) => {
      const resource = sections.resources.get(logicalId);
      if (resource === undefined) return missing(logicalId, sections);
      if (isRemoved(resource)) return removed(resource);
      const kind = resourceKindOf(resource.type);
      const physical = nameOf(resource, kind);
      if (!physical.known) return physical;
      const its = facts(resource, physical.value);
      const value = samProperty(resource, attribute, its) ?? attributeOf(kind, attribute, its);
      return value === null
        ? unknown(`the attribute ${attribute} of ${resource.type} (${logicalId}) is not modelled`)
        : known(value);
    },
    physicalName: (logicalId) => {
      const resource = sections.resources.get(logicalId);
      return resource === undefined ? unknown(`no resource is named ${logicalId}`) : nameOf(resource, resourceKindOf(resource.type));
    },
    get resources() {
      return new Map([...sections.resources].filter(([, resource]) => !isRemoved(resource)));
    },
  };
  return scope;
}

function givenName(written: JsonValue, fallback: string, scope: IntrinsicScope): Resolved<string> {
  const result = scope.evaluate(written);
  if (result.known === "removed") return known(fallback);
  if (!result.known) return result;
  const text = toText(result.value);
  return text === null ? unknown("the name is not text") : known(text);
}

function attributeOf(kind: ResourceKind | null, attribute: string, facts: ResourceFacts): string | null {
  const value = kind !== null && Object.hasOwn(kind.attributes, attribute) ? kind.attributes[attribute] : undefined;
  return value?.(facts) ?? null;
}

/** `Function.Alias` and `Api.Stage`: references to what SAM generates from a resource. */
function samProperty(resource: RawResource, property: string, facts: ResourceFacts): string | null {
  if (resource.type === "AWS::Serverless::Function" && property === "Alias") {
    const alias = facts.text("AutoPublishAlias");
    const arn = resourceKindOf(resource.type)?.attributes["Arn"]?.(facts) ?? null;
    return alias === null || arn === null ? null : `${arn}:${alias}`;
  }
  const isApi = resource.type === "AWS::Serverless::Api" || resource.type === "AWS::Serverless::HttpApi";
  return isApi && property === "Stage" ? (facts.text("StageName") ?? "$default") : null;
}

function propertyOf(properties: JsonObject, name: string, scope: IntrinsicScope): Resolved<JsonValue> {
  const written = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (written === undefined) return unknown(`${name} is not given`);
  const result = scope.evaluate(written);
  return result.known === "removed" ? unknown(`${name} is not given`) : result;
}

function missing(name: string, sections: TemplateSections): Resolved<JsonValue> {
  return isSamGenerated(name, sections.resources)
    ? unknown(`${name} is made by SAM while it deploys`)
    : unknown(`no parameter or resource is named ${name}`);
}

function removed(resource: RawResource): Resolved<JsonValue> {
  return unknown(`the condition ${resource.condition ?? ""} removes ${resource.logicalId}`);
}
