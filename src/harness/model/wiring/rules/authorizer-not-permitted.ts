import { createProblem, type Problem } from "../../../core/problem.ts";
import { followAuthorizer, listAuthorizers } from "../list-authorizers.ts";
import { pasteHint } from "../paste.ts";
import { permissionYaml } from "../permission-yaml.ts";
import { permitsAuthorizer } from "../permits-authorizer.ts";
import type { ApiFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";

type Document = NonNullable<ApiFacts["document"]>;

/**
 * A Lambda authorizer of the document that API Gateway may not invoke. SAM permits only the
 * authorizers of its own Auth property; one of the document needs a permission or credentials, and
 * every request it guards ends in 500 without.
 */
export const authorizerNotPermitted: WiringRule = (facts) =>
  facts.apis.flatMap((api) =>
    api.document === null ? [] : notPermitted(facts, api, api.document),
  );

function notPermitted(facts: WiringFacts, api: ApiFacts, document: Document): readonly Problem[] {
  const { template, permissions } = facts;
  const auth = api.resource.properties["Auth"];
  return listAuthorizers(document).flatMap((authorizer): readonly Problem[] => {
    const { functionId, qualifier } = followAuthorizer(facts, api, authorizer);
    if (functionId === null || authorizer.raw["authorizerCredentials"] !== undefined) return [];
    if (JSON.stringify(auth ?? null).includes("FunctionArn")) return [];
    if (permitsAuthorizer({ functionId, qualifier }, api.resource, permissions, template))
      return [];
    const invoked = qualifier === null ? functionId : `${functionId}:${qualifier}`;
    const guarded = document.operations.filter(({ security }) =>
      security.flat().includes(authorizer.name),
    );
    return [
      createProblem({
        code: "wiring/authorizer-not-permitted",
        message: `API Gateway may not invoke ${invoked} as the authorizer ${authorizer.name}: no AWS::Lambda::Permission lets it. Every request it guards ends in 500.`,
        location: document.source.locate(authorizer.pointer),
        related: guarded.slice(0, 5).map(({ key, pointer }) => ({
          message: `${key} asks for it`,
          location: document.source.locate(pointer),
        })),
        hint: pasteHint(
          "Add to Resources:",
          permissionYaml(
            `${functionId}AuthorizerPermission`,
            { functionId, qualifier },
            api.resource,
            "authorizers/*",
          ),
        ),
      }),
    ];
  });
}
