import { createProblem, type Problem, type RelatedLocation } from "../../../core/problem.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { eventOfOtherApi, followsFromEvent } from "../misplaced-event.ts";
import { eventsYaml, eventYaml, pasteHint, unusedName } from "../paste.ts";
import { isPlainMap, writtenAt } from "../written-property.ts";
import { permissionYaml, takesEvents } from "../permission-yaml.ts";
import {
  locateOperation,
  type ApiFacts,
  type OperationFacts,
  type WiringFacts,
  type WiringRule,
} from "../wiring-facts.ts";

/**
 * An operation whose function API Gateway may not invoke: neither an event nor an
 * AWS::Lambda::Permission covers it. It deploys, and every request ends in 500.
 */
export const operationNotPermitted: WiringRule = (facts) =>
  facts.apis.flatMap((api) =>
    api.operations.flatMap((operation): readonly Problem[] => {
      if (operation.fn === null || operation.refused.length === 0) return [];
      // What it follows from has a rule of its own: the event, or a path that begins with no slash.
      const isTold =
        !isWritable(operation.operation.path) || followsFromEvent(facts.template, api, operation);
      return isTold ? [] : [report(facts, api, operation)];
    }),
  );

function isWritable(path: string): boolean {
  return path.startsWith("/") || path === "$default";
}

/** The lines that give the leave, under names that are not taken. */
function leaveHint({ template }: WiringFacts, api: ApiFacts, refusal: OperationFacts): string {
  const { operation, target, fn } = refusal;
  const functionId = fn?.resource.logicalId ?? "";
  const pointer = joinPointer(fn?.resource.pointer ?? "", "Properties", "Events");
  const other = eventOfOtherApi(api, refusal);
  if (other !== undefined)
    return `The event ${other.name} of ${functionId} is on this route of another API. Write in its Properties ${other.type === "Api" ? "RestApiId" : "ApiId"}: !Ref ${api.resource.logicalId}`;
  const events = writtenAt(template, pointer);
  if (takesEvents(template, functionId, api.resource)) {
    if (!isPlainMap(events) || Object.keys(events).length === 0)
      return pasteHint(
        `Add to the Properties of ${functionId}:`,
        eventsYaml(functionId, api.resource, operation),
      );
    const name = unusedName(functionId.replace(/Function$/, ""), Object.keys(events));
    return pasteHint(`Add to Events of ${functionId}:`, eventYaml(name, api.resource, operation));
  }
  return pasteHint(
    "Add to Resources:",
    permissionYaml(
      unusedName(`${functionId}Permission`, [...template.resources.keys()]),
      { functionId, qualifier: target?.qualifier ?? null },
      api.resource,
      sourceOf(operation),
    ),
  );
}

/** What stands after the API in the SourceArn: any stage, the method, the path with `*` for its parameters. */
function sourceOf({ anyMethod, method, path }: OperationFacts["operation"]): string {
  if (path === "$default" || path === "/$default") return "*/$default";
  return `*/${anyMethod ? "*" : method}${path.replace(/(.)\/$/, "$1").replaceAll(/\{[^}]*\}/g, "*")}`;
}

function report(facts: WiringFacts, api: ApiFacts, refusal: OperationFacts): Problem {
  const { template, permissions } = facts;
  const { operation, target, fn, refused } = refusal;
  const functionId = fn?.resource.logicalId ?? "";
  const qualifier = target?.qualifier ?? null;
  const methods = operation.anyMethod ? ` (${refused.join(", ")})` : "";
  const related: RelatedLocation[] = [
    { message: functionId, location: template.source.locate(fn?.resource.pointer ?? "") },
  ];
  const own = permissions.list.filter((permission) => permission.functionId === functionId);
  for (const permission of own) {
    const on =
      permission.qualifier === null ? "the function itself" : `its alias ${permission.qualifier}`;
    const what =
      permission.sourceArn === null ? "everything" : readableSource(permission.sourceArn, template);
    related.push({
      message: `permits ${what} to invoke ${on}`,
      location: template.source.locate(permission.pointer),
    });
  }
  const invoked = qualifier === null ? functionId : `${functionId}:${qualifier}`;
  const otherQualifier =
    own.length > 0 && own.every((permission) => permission.qualifier !== qualifier);
  const why = otherQualifier
    ? `its permissions are on another alias than ${qualifier ?? "the unqualified function"}`
    : "no event and no AWS::Lambda::Permission lets it";
  return createProblem({
    code: "wiring/operation-not-permitted",
    message: `API Gateway may not invoke ${invoked} for ${operation.key}${methods}: ${why}. Every request ends in 500.`,
    ...(api.document === null ? {} : { location: locateOperation(api.document, operation) }),
    related,
    operation: operation.key,
    hint: otherQualifier
      ? qualifierHint(functionId, qualifier, own[0]?.qualifier ?? null)
      : leaveHint(facts, api, refusal),
  });
}

/** The route of a `SourceArn`, after the API's logical id where it is one of the template. */
function readableSource(sourceArn: string, template: WiringFacts["template"]): string {
  const source = sourceArn.split(":").slice(5).join(":");
  if (source === "") return sourceArn;
  const [id = "", ...rest] = source.split("/");
  const named = template.apis.find(({ logicalId }) => {
    const ref = template.resolve({ Ref: logicalId });
    return ref.known && ref.value === id;
  });
  return named === undefined ? source : [named.logicalId, ...rest].join("/");
}

/** A permission on one alias lets nothing call another: the uri and `AutoPublishAlias` have to agree. */
function qualifierHint(
  functionId: string,
  called: string | null,
  permitted: string | null,
): string {
  const uri = `\${${functionId}.Arn}${permitted === null ? "" : `:${permitted}`}`;
  const other =
    called === null ? "give the function itself a permission" : `set AutoPublishAlias: ${called}`;
  return `Call ${uri} in the uri, or ${other}.`;
}
