import { createProblem, type Problem } from "../../../core/problem.ts";
import { followAuthorizer, listAuthorizers } from "../list-authorizers.ts";
import type { WiringRule } from "../wiring-facts.ts";

/**
 * A Lambda authorizer of the document whose authorizerUri is no invocation uri, or names a stage
 * variable that is not set. One that only AWS can tell is let be.
 */
export const authorizerUnresolved: WiringRule = (facts) =>
  facts.apis.flatMap((api) => {
    const { document, resource } = api;
    if (document === null) return [];
    return listAuthorizers(document).flatMap((authorizer): readonly Problem[] => {
      const { fault } = followAuthorizer(facts, api, authorizer);
      if (fault?.kind !== "unresolved" || !fault.certain) return [];
      return [
        createProblem({
          code: "wiring/authorizer-unresolved",
          message: `The authorizer ${authorizer.name} leads to no function: ${fault.reason}.`,
          location: document.source.locate(`${authorizer.pointer}/authorizerUri`),
          related: [
            {
              message: `the API ${resource.logicalId}`,
              location: facts.template.source.locate(resource.pointer),
            },
          ],
          ...(fault.advice === undefined ? {} : { hint: fault.advice }),
        }),
      ];
    });
  });
