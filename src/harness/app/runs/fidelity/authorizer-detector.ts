import { isObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer, valueAt } from "../../../core/json-pointer.ts";
import type { ApiResource } from "../../../model/template/template-model.ts";
import type { WiredOperation } from "../../../model/wiring/project-model.ts";
import { authorizationOf } from "../../../model/wiring/route-authorization.ts";
import type { ProjectApi } from "../../project/load-project.ts";
import type { Detector, FidelityFacts, Finding } from "./detector.ts";
import { answeredWith501 } from "./list-names.ts";
import { locateProperty } from "./locate-property.ts";

/** Kinds of authorizers, by how document and template write them. */
export interface AuthorizerRule extends Pick<Detector, "anchor"> {
  /** `Lambda authorizer`. */
  readonly kind: string;
  /** Is it a security scheme of this kind? */
  readonly scheme: (scheme: { readonly [key: string]: unknown }) => boolean;
  /** Is it an entry of `Auth.Authorizers` of this kind? */
  readonly entry: (entry: { readonly [key: string]: unknown }) => boolean;
}

/** The security schemes of a document, under their names, with their places. */
const schemePlaces = ["/components/securitySchemes", "/securityDefinitions"] as const;

/** The operations that ask for it, also by default; not those whose caller is given (`--as`). */
function usesOf({ wired }: ProjectApi, name: string): readonly string[] {
  const isDefault = (each: WiredOperation): boolean =>
    authorizationOf(wired, each).authorizer === name;
  return wired.operations
    .filter(({ authorization }) => authorization.authorizer.kind !== "given")
    .filter((each) => each.operation.security.flat().includes(name) || isDefault(each))
    .map(({ operation }) => operation.key);
}

/** Schemes that some operation asks for; API Gateway takes no notice of the others. */
function findSchemes(
  api: ProjectApi,
  { kind, scheme: isKind }: AuthorizerRule,
): readonly Finding[] {
  const { document, wired } = api;
  return schemePlaces.flatMap((place) => {
    const schemes = valueAt(document.root, place);
    return Object.entries(isObject(schemes) ? schemes : {}).flatMap(([name, scheme]) => {
      const uses = usesOf(api, name);
      // One that the template defines has its row there.
      if (Object.hasOwn(entriesOf(wired.resource), name)) return [];
      if (uses.length === 0 || !isObject(scheme) || !isKind(scheme)) return [];
      return [
        {
          what: `the ${kind} "${name}" of ${wired.resource.logicalId}`,
          location: document.source.locate(joinPointer(place, name)),
          instead: answeredWith501(uses),
        },
      ];
    });
  });
}

function authOf({ properties }: ApiResource): { readonly [key: string]: JsonValue } {
  const auth = properties["Auth"];
  return isObject(auth) ? auth : {};
}

function entriesOf(api: ApiResource): { readonly [key: string]: JsonValue } {
  const entries = authOf(api)["Authorizers"];
  return isObject(entries) ? entries : {};
}

function findEntries(
  { template, apis }: FidelityFacts,
  api: ApiResource,
  { kind, entry: isKind }: AuthorizerRule,
): readonly Finding[] {
  const read = apis.find(({ wired }) => wired.resource.logicalId === api.logicalId);
  return Object.entries(entriesOf(api)).flatMap(([name, entry]) => {
    if (!isObject(entry) || !isKind(entry)) return [];
    const uses = read === undefined ? [] : usesOf(read, name);
    if (read !== undefined && uses.length === 0) return [];
    return [
      {
        what: `the ${kind} "${name}" of ${api.logicalId}`,
        location: locateProperty(template, api.logicalId, "Auth", "Authorizers", name),
        instead:
          uses.length === 0
            ? "it is not asked; routes that name it in the document are answered with 501"
            : answeredWith501(uses),
      },
    ];
  });
}

/** One row for each authorizer of the kind, in documents and in `Auth` of the template. */
export function authorizerDetector(rule: AuthorizerRule): Detector {
  return {
    anchor: rule.anchor,
    group: "APIs",
    state: "not done",
    find: (facts) => [
      ...facts.apis.flatMap((api) => findSchemes(api, rule)),
      ...facts.template.apis.flatMap((api) => findEntries(facts, api, rule)),
    ],
  };
}

/** The type of `x-amazon-apigateway-authorizer`, lower-case; `""` without one. */
export function authorizerType(scheme: { readonly [key: string]: unknown }): string {
  const authorizer = scheme["x-amazon-apigateway-authorizer"];
  const type = isObject(authorizer) ? authorizer["type"] : undefined;
  return typeof type === "string" ? type.toLowerCase() : "";
}
