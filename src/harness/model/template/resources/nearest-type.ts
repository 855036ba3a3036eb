import { namesWithin } from "../../../core/suggest-names.ts";
import { attributedTypes } from "./attribute-names.ts";
import { kindNames } from "./resource-kinds.ts";

/** SAM's types without attributes of their own (source: SAM developer guide, "AWS SAM resources and properties"). */
const others = [
  "AWS::Serverless::Application",
  "AWS::Serverless::CapacityProvider",
  "AWS::Serverless::Connector",
  "AWS::Serverless::GraphQLApi",
  "AWS::Serverless::LayerVersion",
  "AWS::Serverless::StateMachine",
  "AWS::Serverless::WebSocketApi",
];

/** Read when first asked for, as the tables behind it are. */
let services: ReadonlyMap<string, readonly string[]> | null = null;

/** The resources known of each service, both as in `AWS::Service::Resource`. */
function knownServices(): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, string[]>();
  for (const type of new Set([...attributedTypes(), ...kindNames(), ...others])) {
    const [, service = "", resource = ""] = type.split("::");
    const resources = known.get(service);
    if (resources === undefined) known.set(service, [resource]);
    else resources.push(resource);
  }
  return known;
}

/** A digit more or less is a version (`DomainNameV2`), no slip of the pen. */
function digitsOf(name: string): string {
  return name.replaceAll(/\D/g, "");
}

/** A name of fewer letters than this is another one when a letter differs: SNS, SQS, SES. */
const shortName = 5;

function near(wrong: string, names: readonly string[], letters: number): string | null {
  const far = wrong.length < shortName ? 0 : letters;
  const alike = names.filter((name) => digitsOf(name) === digitsOf(wrong));
  return namesWithin(far, wrong, alike)[0] ?? null;
}

/**
 * The resource type that a wrong one was certainly meant to be, `null` where it exists or may exist:
 * a type of a known service that differs in one letter, of a long name in two, or a known type whose
 * service differs in one letter. Letter case counts, as CloudFormation counts it.
 *
 * @example nearestType("AWS::Serverless::Functon") // "AWS::Serverless::Function"
 */
export function nearestType(type: string): string | null {
  const [vendor = "", service = "", resource = "", ...rest] = type.split("::");
  if (vendor.toUpperCase() !== "AWS" || resource === "" || rest.length > 0) return null;
  services ??= knownServices();
  const known = services.get(service);
  if (known !== undefined) {
    const meant = known.includes(resource)
      ? resource
      : near(resource, known, resource.length < 8 ? 1 : 2);
    return meant === null ? null : otherThan(type, `AWS::${service}::${meant}`);
  }
  const meant = near(service, [...services.keys()], 1);
  const has = meant !== null && services.get(meant)?.includes(resource) === true;
  return has ? `AWS::${meant}::${resource}` : null;
}

function otherThan(type: string, meant: string): string | null {
  return type === meant ? null : meant;
}
