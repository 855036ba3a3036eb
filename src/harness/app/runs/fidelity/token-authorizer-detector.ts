import { issuersOf } from "../../../local/stage/authorization/token-issuers.ts";
import type { RouteAuthorizer } from "../../../model/wiring/authorization/route-authorizer.ts";
import type { Detector, FidelityFacts, Finding } from "./detector.ts";
import { answeredWith501 } from "./list-names.ts";

type Kind = Extract<RouteAuthorizer, { readonly kind: "jwt" | "cognito" }>["kind"];

interface TokenAuthorizerRule extends Pick<Detector, "anchor"> {
  readonly kind: Kind;
  /** `JWT authorizer`. */
  readonly what: string;
}

function findAuthorizers(facts: FidelityFacts, rule: TokenAuthorizerRule): readonly Finding[] {
  return facts.apis.flatMap(({ document, wired }) => {
    const routes = new Map<string, { finding: Finding; keys: string[] }>();
    for (const { operation, authorization } of wired.operations) {
      const { authorizer } = authorization;
      if (authorizer.kind !== rule.kind) continue;
      const known = routes.get(authorizer.name) ?? {
        keys: [],
        finding: {
          what: `the ${rule.what} "${authorizer.name}" of ${wired.resource.logicalId}`,
          location: document.source.locate(operation.pointer),
          instead:
            issuersOf(authorizer) === null
              ? ""
              : "tokens of `lockstep token` are taken; others only where identity.issuers names their keys",
        },
      };
      known.keys.push(operation.key);
      routes.set(authorizer.name, known);
    }
    return [...routes.values()].map(({ finding, keys }) =>
      finding.instead === "" ? { ...finding, instead: answeredWith501(keys) } : finding,
    );
  });
}

/** One row for each authorizer that takes tokens. */
export function tokenAuthorizerDetector(rule: TokenAuthorizerRule): Detector {
  return {
    anchor: rule.anchor,
    group: "APIs",
    state: "different",
    find: (facts) => findAuthorizers(facts, rule),
  };
}
