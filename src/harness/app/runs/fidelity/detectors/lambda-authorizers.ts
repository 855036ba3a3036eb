import type { RouteAuthorizer } from "../../../../model/wiring/authorization/route-authorizer.ts";
import type { ProjectApi } from "../../../project/load-project.ts";
import type { Detector, Finding } from "../detector.ts";
import { answeredWith501 } from "../list-names.ts";

/** What of an authorizer is not asked here, in words; `null` where it is. */
function whatIsRefused(authorizer: RouteAuthorizer): string | null {
  if (authorizer.kind === "unknown") return authorizer.reason;
  return authorizer.kind === "lambda" && authorizer.functionId === null
    ? `the authorizer "${authorizer.name}", a function outside the template (${authorizer.reference})`
    : null;
}

function findRefused({ document, wired }: ProjectApi): readonly Finding[] {
  const refused = new Map<string, (typeof wired.operations)[number][]>();
  for (const each of wired.operations) {
    const what = whatIsRefused(each.authorization.authorizer);
    if (what !== null) refused.set(what, [...(refused.get(what) ?? []), each]);
  }
  return [...refused].flatMap(([what, operations]) => {
    const [first] = operations;
    if (first === undefined) return [];
    return [
      {
        what: `${what}, of ${wired.resource.logicalId}`,
        location: document.source.locate(first.operation.pointer),
        instead: answeredWith501(operations.map(({ operation }) => operation.key)),
      },
    ];
  });
}

/** Authorizers that cannot be followed to a function that runs here. */
export const lambdaAuthorizers: Detector = {
  anchor: "lambda-authorizers",
  group: "APIs",
  state: "not done",
  find: ({ apis }) => apis.flatMap(findRefused),
};
