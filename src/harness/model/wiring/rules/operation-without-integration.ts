import { isObject } from "../../../core/json.ts";
import { joinPointer, valueAt } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { nearestName } from "../../../core/suggest-names.ts";
import { isUnresolved } from "../../schema/is-unresolved.ts";
import { isRoute } from "../merge-events.ts";
import { functionNameFor, integrationYaml, pasteHint } from "../paste.ts";
import {
  locateOperation,
  type ApiFacts,
  type OperationFacts,
  type WiringFacts,
  type WiringRule,
} from "../wiring-facts.ts";

const integrationKey = "x-amazon-apigateway-integration";

/** API Gateway refuses to deploy a method without an integration ("No integration defined for method"). */
export const operationWithoutIntegration: WiringRule = (facts) =>
  facts.apis.flatMap((api) =>
    api.operations
      .filter(({ target, operation }) => target === null && !isMade(api, operation))
      .map((operation) => report(facts, api, operation)),
  );

/** True where a macro or an undecided choice makes the operation, so that it may have an integration. */
function isMade({ document }: ApiFacts, { pointer }: OperationFacts["operation"]): boolean {
  const written = document === null ? undefined : valueAt(document.root, pointer);
  return isUnresolved(written) || (isObject(written) && isUnresolved(written[integrationKey]));
}

/** What was most likely meant to be the integration. */
function misspeltIntegration(
  { document }: ApiFacts,
  { pointer }: OperationFacts["operation"],
): string | undefined {
  const written = document === null ? undefined : valueAt(document.root, pointer);
  const members = isObject(written) ? Object.keys(written) : [];
  return members.find((name) => nearestName(name, [integrationKey]) !== null);
}

function report(
  { template, functions }: WiringFacts,
  api: ApiFacts,
  { operation }: OperationFacts,
): Problem {
  const event = api.events.find(({ route }) => isRoute(operation, route));
  const wanted = functionNameFor(operation);
  const existing = functions.find(
    ({ resource }) => resource.logicalId.toLowerCase() === wanted.toLowerCase(),
  );
  const functionId = event?.resource.logicalId ?? existing?.resource.logicalId ?? wanted;
  const document = api.document;
  const slip = misspeltIntegration(api, operation);
  return createProblem({
    code: "wiring/operation-without-integration",
    message: `${operation.key} has no x-amazon-apigateway-integration, so API Gateway does not know what to call${slip === undefined ? "." : `; ${slip} is passed over.`}`,
    ...(document === null
      ? {}
      : {
          location:
            slip === undefined
              ? locateOperation(document, operation)
              : document.source.locate(joinPointer(operation.pointer, slip), "key"),
        }),
    related: [
      event === undefined
        ? {
            message: `the API ${api.resource.logicalId}`,
            location: template.source.locate(api.resource.pointer),
          }
        : {
            message: `the event ${event.event.name} of ${functionId} is on this route`,
            location: template.source.locate(event.event.pointer),
          },
    ],
    operation: operation.key,
    ...(slip === undefined ? {} : { expected: integrationKey, actual: slip }),
    hint:
      slip === undefined
        ? pasteHint("Add to the operation:", integrationYaml(functionId, api.resource.kind))
        : `Did you mean ${integrationKey}? Correct the name.`,
  });
}
