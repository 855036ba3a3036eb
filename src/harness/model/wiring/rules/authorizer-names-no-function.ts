import { createProblem, type Problem } from "../../../core/problem.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import { followAuthorizer, listAuthorizers } from "../list-authorizers.ts";
import type { ApiFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";

type Document = NonNullable<ApiFacts["document"]>;

/**
 * A Lambda authorizer of the document whose authorizerUri names a function the template does not
 * have. Inside the template it is told of with all other references.
 */
export const authorizerNamesNoFunction: WiringRule = (facts) =>
  facts.apis.flatMap((api) =>
    api.document === null || api.document.written === "inline"
      ? []
      : namesNoFunction(facts, api, api.document),
  );

function namesNoFunction(
  facts: WiringFacts,
  api: ApiFacts,
  document: Document,
): readonly Problem[] {
  const names = facts.functions.map(({ resource }) => resource.logicalId);
  return listAuthorizers(document).flatMap((authorizer): readonly Problem[] => {
    const { fault } = followAuthorizer(facts, api, authorizer);
    if (fault?.kind !== "no-function") return [];
    const nearest = suggestNames(fault.name, names);
    return [
      createProblem({
        code: "wiring/authorizer-names-no-function",
        message: `The authorizer ${authorizer.name} names ${fault.name}, and ${facts.template.file} has no such resource.`,
        location: document.source.locate(`${authorizer.pointer}/authorizerUri`),
        related: [
          {
            message: "the template's resources",
            location: facts.template.source.locate("/Resources"),
          },
        ],
        ...(nearest.length === 0 ? {} : { expected: nearest.join(" or ") }),
        actual: fault.name,
        hint:
          nearest.length === 0
            ? `Add the function ${fault.name} to Resources, or name one that is there.`
            : `Name ${nearest.join(" or ")} instead.`,
      }),
    ];
  });
}
