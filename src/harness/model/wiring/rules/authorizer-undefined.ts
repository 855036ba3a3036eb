import type { JsonObject } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import type { ApiResource } from "../../template/template-model.ts";
import { routeKey } from "../event-route.ts";
import { isAuthApplied } from "../is-auth-applied.ts";
import type { ApiFacts, EventFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";
import { isPlainMap, locateApiProperty } from "../written-property.ts";

/**
 * An authorizer that Auth names and does not define, as the API's default or on an event (source:
 * SAM translator, "Unable to set DefaultAuthorizer because … was not defined in 'Authorizers'").
 */
export const authorizerUndefined: WiringRule = (facts) =>
  facts.apis.flatMap((api) => {
    const auth = api.resource.properties["Auth"];
    if (auth !== undefined && !isPlainMap(auth)) return [];
    const names = readNames(api.resource, auth ?? {});
    if (names === null) return [];
    return [
      ...checkDefault(facts, api, names),
      ...api.events.flatMap((event) => checkEvent(facts, api, event, names)),
    ];
  });

interface Names {
  readonly defined: readonly string[];
  readonly hasDefault: boolean;
  readonly defaultName: string | null;
}

/** `null` when the names cannot all be seen. */
function readNames({ kind }: ApiResource, auth: JsonObject): Names | null {
  const { Authorizers: authorizers, DefaultAuthorizer: preset } = auth;
  if (authorizers !== undefined && !isPlainMap(authorizers)) return null;
  const iam = kind === "rest" || auth["EnableIamAuthorizer"] === true;
  const defined = [...Object.keys(authorizers ?? {}), ...(iam ? ["AWS_IAM"] : [])];
  return {
    defined,
    hasDefault: preset !== undefined,
    defaultName: typeof preset === "string" ? preset : null,
  };
}

function hintFor(name: string, defined: readonly string[]): string {
  const nearest = suggestNames(name, defined);
  if (nearest.length > 0) return `Did you mean ${nearest.join(" or ")}?`;
  if (name === "AWS_IAM") return "Add to the API: Auth: { EnableIamAuthorizer: true }";
  return `Define ${name} under Auth.Authorizers of the API${defined.length === 0 ? "" : `, or name ${defined.join(" or ")}`}.`;
}

function checkDefault(
  { template }: WiringFacts,
  { resource }: ApiFacts,
  { defined, defaultName }: Names,
): readonly Problem[] {
  // Beside DefinitionUri, Auth is refused as a whole.
  if (defaultName === null || defined.includes(defaultName) || resource.definition.kind === "uri")
    return [];
  const silent = resource.kind === "rest" && defined.length === 1;
  const effect = silent
    ? "no Authorizers are defined, and SAM then leaves every route open without a word"
    : "Authorizers does not define it; SAM refuses the template";
  return [
    createProblem({
      code: "wiring/authorizer-undefined",
      message: `DefaultAuthorizer of ${resource.logicalId} is ${defaultName}, but ${effect}.`,
      location: locateApiProperty(template, resource, "Auth", "DefaultAuthorizer"),
      expected: defined.join(" or ") || "an authorizer of Auth.Authorizers",
      actual: defaultName,
      hint: hintFor(defaultName, defined),
    }),
  ];
}

function checkEvent(
  { template }: WiringFacts,
  api: ApiFacts,
  { event, resource, route }: EventFacts,
  { defined, hasDefault }: Names,
): readonly Problem[] {
  const auth = event.properties["Auth"];
  if (!isPlainMap(auth) || !isAuthApplied(api, auth)) return [];
  const name = auth["Authorizer"];
  if (typeof name !== "string" || defined.includes(name)) return [];
  if (name === "NONE" && hasDefault) return [];
  const why =
    name === "NONE"
      ? `NONE is for APIs with a DefaultAuthorizer, which ${api.resource.logicalId} does not have`
      : `${api.resource.logicalId} does not define ${name}`;
  return [
    createProblem({
      code: "wiring/authorizer-undefined",
      message: `The event ${event.name} of ${resource.logicalId} asks for the authorizer ${name}, but ${why}; SAM refuses the template.`,
      location: template.source.locate(
        joinPointer(event.pointer, "Properties", "Auth", "Authorizer"),
      ),
      related: [
        {
          message: `the API ${api.resource.logicalId}`,
          location: template.source.locate(api.resource.pointer),
        },
      ],
      operation: routeKey(route),
      expected: defined.join(" or ") || "an authorizer of Auth.Authorizers",
      actual: name,
      hint: name === "NONE" ? "Remove Authorizer: NONE." : hintFor(name, defined),
    }),
  ];
}
