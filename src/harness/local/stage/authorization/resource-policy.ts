import { isJsonObject, isObject, type JsonValue } from "../../../core/json.ts";
import { holdsUnresolved } from "../../../model/schema/is-unresolved.ts";
import type { WiredApi } from "../../../model/wiring/project-model.ts";
import { readPolicy, type Policy } from "./policy/policy-statements.ts";
import { samResourcePolicy } from "./sam-resource-policy.ts";

/** The policy of a REST API, as far as it can be read. */
export type ResourcePolicy =
  | { readonly kind: "none" }
  | { readonly kind: "readable"; readonly policy: Policy }
  /** In words that fit "does not emulate …". */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Where a policy stands: in the document, or in a property of the API. */
export type PolicyPlace = "x-amazon-apigateway-policy" | "Auth.ResourcePolicy" | "Policy";

/** Where the policies of a REST API stand; more than one is merged on AWS. */
export function policyPlaces({ resource, document }: WiredApi): readonly PolicyPlace[] {
  const auth = resource.properties["Auth"];
  const places: readonly (readonly [PolicyPlace, unknown])[] = [
    ["x-amazon-apigateway-policy", document.root["x-amazon-apigateway-policy"]],
    ["Auth.ResourcePolicy", isObject(auth) ? auth["ResourcePolicy"] : undefined],
    ["Policy", resource.properties["Policy"]],
  ];
  return places.flatMap(([place, value]) => (value === undefined || value === null ? [] : [place]));
}

/**
 * Reads the resource policy of a REST API: `x-amazon-apigateway-policy` of the document, `Auth.ResourcePolicy` of SAM
 * with its lists, or the property `Policy`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export function readResourcePolicy(api: WiredApi): ResourcePolicy {
  const [place, ...others] = policyPlaces(api);
  if (place === undefined) return { kind: "none" };
  const [second] = others;
  if (second !== undefined) {
    return { kind: "unreadable", reason: `a resource policy in two places (${place}, ${second})` };
  }
  const document = documentAt(api, place);
  const unreadable = (why: string): ResourcePolicy => ({
    kind: "unreadable",
    reason: `resource policies of this kind (${place}: ${why})`,
  });
  if (document === null) return unreadable("it is no policy, or has lists that SAM does not know");
  if (holdsUnresolved(document)) return unreadable("a part of it is only known on AWS");
  const policy = readPolicy(document, "resource");
  return policy === null
    ? unreadable("a statement of it is none, or names nobody")
    : { kind: "readable", policy };
}

function documentAt({ resource, document }: WiredApi, place: PolicyPlace): JsonValue | null {
  const auth = resource.properties["Auth"];
  switch (place) {
    case "x-amazon-apigateway-policy":
      return document.root[place] ?? null;
    case "Auth.ResourcePolicy": {
      const ofSam = isObject(auth) ? auth["ResourcePolicy"] : null;
      return isJsonObject(ofSam) ? samResourcePolicy(ofSam) : null;
    }
    case "Policy":
      return resource.properties["Policy"] ?? null;
  }
}
