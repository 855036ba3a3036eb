import type { JsonValue } from "../../core/json.ts";
import { decide } from "./intrinsics/conditions.ts";
import { evaluate } from "./intrinsics/evaluate.ts";
import {
  type Evaluation,
  external,
  type IntrinsicScope,
  known,
  toText,
  unknown,
} from "./intrinsics/evaluation.ts";
import { partitionOf } from "../../core/partition-of.ts";
import { pseudoParameter, urlSuffixOf } from "./pseudo-parameters.ts";
import { madeUpId, madeUpUuid } from "./resources/made-up-id.ts";
import type { ResourceFacts, ResourceKind } from "./resources/resource-facts.ts";
import { resourceKindOf } from "./resources/resource-kinds.ts";
import { generatedResource, isSamGenerated } from "./resources/sam-generated.ts";
import type { Resolved, TemplateContext } from "./template-model.ts";
import type { RawResource, TemplateSections } from "./template-sections.ts";

/** What a nested stack gives for one of its outputs; `null` for a resource that is no stack. */
export type StackOutput = (resource: RawResource, output: string) => Evaluation | null;

/** Names that may refer to one another in a row; a longer row is taken for a circle. */
const longestRow = 100;

/** Why a reference to a name that the template does not define has no value. */
export function noSuchName(name: string): string {
  return `no parameter or resource is named ${name}`;
}

/**
 * Lets intrinsic functions look into a whole template. A resource under a false condition is as
 * good as absent; a reference that goes in circles is unknown.
 */
export class TemplateScope implements IntrinsicScope {
  readonly context: TemplateContext;
  readonly mappings: JsonValue;
  /** The resources that deploy: those whose condition is not false. */
  readonly resources: ReadonlyMap<string, RawResource>;
  readonly #sections: TemplateSections;
  readonly #parameters: ReadonlyMap<string, Evaluation>;
  readonly #stackOutput: StackOutput;
  readonly #conditions = new Map<string, Resolved<boolean>>();
  readonly #references = new Map<string, Evaluation>();
  readonly #attributes = new Map<string, Evaluation>();
  readonly #inProgress = new Set<string>();

  constructor(
    sections: TemplateSections,
    parameters: ReadonlyMap<string, Evaluation>,
    context: TemplateContext,
    stackOutput: StackOutput = () => null,
  ) {
    this.context = context;
    this.mappings = sections.mappings;
    this.#sections = sections;
    this.#parameters = parameters;
    this.#stackOutput = stackOutput;
    this.resources = new Map(
      [...sections.resources].filter(([, resource]) => !this.#isRemoved(resource)),
    );
  }

  evaluate(value: JsonValue): Evaluation {
    return evaluate(value, this);
  }

  condition(name: string): Resolved<boolean> {
    const settled = this.#conditions.get(name);
    if (settled !== undefined) return settled;
    const { conditions } = this.#sections;
    const expression = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (expression === undefined) return unknown(`no condition is named ${name}`);
    const result = this.#guarded(`the condition ${name}`, () => decide(expression, this));
    this.#conditions.set(name, result);
    return result;
  }

  reference(name: string): Evaluation {
    return this.#remembered(this.#references, name, () => this.#reference(name));
  }

  attribute(logicalId: string, attribute: string): Evaluation {
    return this.#remembered(this.#attributes, `${logicalId}.${attribute}`, () =>
      this.#attribute(logicalId, attribute),
    );
  }

  #reference(name: string): Evaluation {
    const pseudo = name.startsWith("AWS::")
      ? pseudoParameter(name, this.context)
      : this.#parameters.get(name);
    if (pseudo !== undefined && pseudo !== null) return pseudo;
    const dot = name.indexOf(".");
    if (dot > 0) return this.attribute(name.slice(0, dot), name.slice(dot + 1));
    const resource = this.#present(name);
    if ("reason" in resource) return resource;
    const kind = resourceKindOf(resource.type);
    if (kind === null)
      return external(`what Ref returns for ${resource.type} (${name}) is not modelled`);
    const physical = this.#nameOf(resource, kind);
    return physical.known ? known(kind.ref(this.#facts(resource, physical.value))) : physical;
  }

  #attribute(logicalId: string, attribute: string): Evaluation {
    const resource = this.#present(logicalId);
    if ("reason" in resource) return resource;
    const output = attribute.startsWith("Outputs.")
      ? this.#guarded(`the nested stack ${logicalId}`, () =>
          this.#stackOutput(resource, attribute.slice("Outputs.".length)),
        )
      : null;
    if (output !== null) return output;
    const kind = resourceKindOf(resource.type);
    const physical = this.#nameOf(resource, kind);
    if (!physical.known) return physical;
    const facts = this.#facts(resource, physical.value);
    const value = samProperty(resource, attribute, facts) ?? attributeOf(kind, attribute, facts);
    return value === null
      ? external(`the attribute ${attribute} of ${resource.type} (${logicalId}) is not modelled`)
      : known(value);
  }

  /** Each name is worked out once, whatever comes of it: circles would be walked over and over. */
  #remembered(kept: Map<string, Evaluation>, name: string, work: () => Evaluation): Evaluation {
    const settled = kept.get(name) ?? work();
    kept.set(name, settled);
    return settled;
  }

  /** The physical name of a resource: given, or made from stack and logical id. */
  physicalName(logicalId: string): Resolved<string> {
    const resource = this.#sections.resources.get(logicalId);
    return resource === undefined
      ? unknown(`no resource is named ${logicalId}`)
      : this.#nameOf(resource, resourceKindOf(resource.type));
  }

  /** Why it cannot be told here whether a resource deploys; `null` where it can be. */
  undecided(resource: RawResource): string | null {
    const deploys = this.#deploys(resource);
    return deploys.known ? null : deploys.reason;
  }

  #deploys({ conditions }: RawResource): Resolved<boolean> {
    const results = conditions.map((name) => ({ name, result: this.condition(name) }));
    if (results.length === 0 || results.some(({ result }) => result.known && result.value))
      return known(true);
    for (const { name, result } of results)
      if (!result.known)
        return unknown(`the condition ${name} cannot be decided: ${result.reason}`);
    return known(false);
  }

  #isRemoved(resource: RawResource): boolean {
    const deploys = this.#deploys(resource);
    return deploys.known && !deploys.value;
  }

  /** The resource, or why there is none. */
  #present(logicalId: string): RawResource | ReturnType<typeof unknown> {
    const resource = this.#sections.resources.get(logicalId);
    if (resource === undefined) {
      const generated = generatedResource(logicalId, this.#sections.resources);
      if (generated !== null) return generated;
      return isSamGenerated(logicalId, this.#sections.resources)
        ? external(`${logicalId} is made by SAM while it deploys`)
        : unknown(noSuchName(logicalId));
    }
    return this.#isRemoved(resource)
      ? unknown(`the condition ${resource.conditions.join(" or ")} removes ${logicalId}`)
      : resource;
  }

  #guarded<T>(what: string, work: () => T): T | ReturnType<typeof unknown> {
    if (this.#inProgress.has(what)) return unknown(`${what} refers to itself`);
    if (this.#inProgress.size >= longestRow)
      return unknown(`${what} stands at the end of more than ${longestRow} references in a row`);
    this.#inProgress.add(what);
    try {
      return work();
    } finally {
      this.#inProgress.delete(what);
    }
  }

  #nameOf(resource: RawResource, kind: ResourceKind | null): Resolved<string> {
    const fallback = `${this.context.stackName}-${resource.logicalId}`;
    const property = kind?.nameProperty ?? null;
    const written = property === null ? undefined : resource.properties[property];
    if (written === undefined)
      return known(kind?.unnamed?.(this.#facts(resource, fallback)) ?? fallback);
    return this.#guarded(`the name of ${resource.logicalId}`, () => {
      const result = this.evaluate(written);
      if (result.known === "removed") return known(fallback);
      if (!result.known) return result;
      const text = toText(result.value);
      return text === null ? unknown("the name is not text") : known(text);
    });
  }

  #facts(resource: RawResource, name: string): ResourceFacts {
    const { context } = this;
    const property = (wanted: string): Resolved<JsonValue> => this.#property(resource, wanted);
    return {
      logicalId: resource.logicalId,
      type: resource.type,
      name,
      region: context.region,
      accountId: context.accountId,
      stackName: context.stackName,
      partition: partitionOf(context.region),
      urlSuffix: urlSuffixOf(context.region),
      property,
      text: (wanted) => {
        const value = property(wanted);
        return value.known ? toText(value.value) : null;
      },
      madeUpId: (length) => madeUpId(`${context.stackName}/${resource.logicalId}`, length),
      madeUpUuid: () => madeUpUuid(`${context.stackName}/${resource.logicalId}`),
    };
  }

  #property({ logicalId, properties }: RawResource, name: string): Resolved<JsonValue> {
    const written = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (written === undefined) return unknown(`${name} is not given`);
    return this.#guarded(`the property ${name} of ${logicalId}`, () => {
      const result = this.evaluate(written);
      return result.known === "removed" ? unknown(`${name} is not given`) : result;
    });
  }
}

function attributeOf(
  kind: ResourceKind | null,
  attribute: string,
  facts: ResourceFacts,
): string | null {
  const value =
    kind !== null && Object.hasOwn(kind.attributes, attribute)
      ? kind.attributes[attribute]
      : undefined;
  return value?.(facts) ?? null;
}

/** `Function.Alias` and `Api.Stage`: references to what SAM generates from a resource. */
function samProperty(resource: RawResource, property: string, facts: ResourceFacts): string | null {
  const arn = attributeOf(resourceKindOf(resource.type), "Arn", facts);
  switch (`${resource.type} ${property}`) {
    case "AWS::Serverless::Function Alias":
    case "AWS::Serverless::StateMachine Alias": {
      const alias = facts.text("AutoPublishAlias");
      return alias === null || arn === null ? null : `${arn}:${alias}`;
    }
    case "AWS::Serverless::Function Version":
      return facts.text("AutoPublishAlias") === null || arn === null ? null : `${arn}:1`;
    case "AWS::Serverless::Api Deployment":
      return madeUpId(`${facts.stackName}/${facts.logicalId}Deployment`, 6);
    case "AWS::Serverless::Api Stage":
    case "AWS::Serverless::HttpApi Stage":
      return facts.text("StageName") ?? "$default";
    default:
      return null;
  }
}
