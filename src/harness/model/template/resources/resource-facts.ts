import type { JsonValue } from "../../../core/json.ts";
import type { Resolved } from "../template-model.ts";

/** What is known of one resource while its `Ref` and attributes are worked out. */
export interface ResourceFacts {
  readonly logicalId: string;
  readonly type: string;
  /** The physical name: the one given, else `<stack>-<LogicalId>`. */
  readonly name: string;
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly urlSuffix: string;
  readonly stackName: string;
  /** A property, evaluated; unknown when it is absent. */
  property(name: string): Resolved<JsonValue>;
  /** A property as text; `null` when absent, unknown or no text. */
  text(name: string): string | null;
  /** An id that AWS would make up: the same for the same stack and logical id on every run. */
  madeUpId(length: number): string;
  /** The same as a UUID. */
  madeUpUuid(): string;
}

/** How a resource type answers `Ref` and `Fn::GetAtt` (source: CloudFormation resource reference, "Return values"). */
export interface ResourceKind {
  /** The property that names the resource; `null` when AWS names it. */
  readonly nameProperty: string | null;
  /** The name of a resource that has none; `<stack>-<LogicalId>` unless said. */
  readonly unnamed?: (facts: Omit<ResourceFacts, "name">) => string;
  readonly ref: (facts: ResourceFacts) => string;
  readonly attributes: Readonly<Record<string, (facts: ResourceFacts) => string | null>>;
}

/** An ARN in the resource's own region and account. */
export function regionalArn(facts: ResourceFacts, service: string, resource: string): string {
  return `arn:${facts.partition}:${service}:${facts.region}:${facts.accountId}:${resource}`;
}

/** An ARN without a region (IAM). */
export function globalArn(facts: ResourceFacts, service: string, resource: string): string {
  return `arn:${facts.partition}:${service}::${facts.accountId}:${resource}`;
}

/** `Ref` returns the name. */
export function byName(facts: ResourceFacts): string {
  return facts.name;
}

type Attributes = ResourceKind["attributes"];

/** A type that one property names, and whose `Ref` is that name. */
export function named(nameProperty: string, attributes: Attributes): ResourceKind {
  return { nameProperty, ref: byName, attributes };
}

/** A type that one property names, and whose `Ref` is its ARN. */
export function namedByArn(
  nameProperty: string,
  arn: (facts: ResourceFacts) => string,
  attributes: Attributes,
): ResourceKind {
  return { nameProperty, ref: arn, attributes };
}

/** A type whose `Ref` is an id that AWS makes up, of so many letters and digits. */
export function identified(length: number, attributes: Attributes): ResourceKind {
  return { nameProperty: null, ref: (facts) => facts.madeUpId(length), attributes };
}
