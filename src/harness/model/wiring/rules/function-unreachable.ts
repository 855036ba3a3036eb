import { isObject, type JsonValue } from "../../../core/json.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { FunctionResource } from "../../template/template-model.ts";
import { followAuthorizer, listAuthorizers } from "../list-authorizers.ts";
import type { WiringFacts, WiringRule } from "../wiring-facts.ts";
import { mayHoldMore, writtenAt } from "../written-property.ts";

/**
 * A function without events, whose name nothing in the template speaks: no integration, permission,
 * rule, state machine, alias, hook, output or variable. Only a caller outside can invoke it.
 */
export const functionUnreachable: WiringRule = (facts) => {
  const { template, functions } = facts;
  if (mayHoldMore(template) || hidesReferences(facts)) return [];
  const spoken = wordsByOwner(facts);
  const called = functionsCalled(facts);
  return functions
    .map(({ resource }) => resource)
    .filter((resource) => !called.has(resource.logicalId) && isAlone(resource, facts, spoken))
    .map((resource): Problem => {
      const { logicalId } = resource;
      return createProblem({
        code: "wiring/function-unreachable",
        message: `Nothing in the template invokes ${logicalId}: it has no events, and no resource or output names it.`,
        location: template.source.locate(resource.pointer),
        hint: `Give ${logicalId} an event, let an integration name \${${logicalId}.Arn}, or remove it. Callers outside the template are not seen.`,
      });
    });
};

/** A part of the template or a document that was not read may name any function. */
function hidesReferences({ apis, template }: WiringFacts): boolean {
  const documents = apis.some(
    ({ document, resource }) => document === null && resource.definition.kind !== "generated",
  );
  return documents || countTransforms(template.source.value) > apis.length;
}

function countTransforms(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Object.hasOwn(value, "Fn::Transform") ? 1 : 0;
  return Object.values(value).reduce<number>((sum, member) => sum + countTransforms(member), own);
}

/** Words of each resource's text, of the other sections and of the APIs' documents. */
function wordsByOwner({ template, apis }: WiringFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, ReadonlySet<string>>();
  const root = template.source.value;
  for (const [section, value] of Object.entries(isObject(root) ? root : {})) {
    if (section !== "Resources") owners.set(`/${section}`, wordsOf(value));
  }
  const resources = writtenAt(template, "/Resources");
  for (const [id, resource] of Object.entries(isObject(resources) ? resources : {})) {
    if (isObject(resource)) owners.set(id, wordsOf({ ...resource, DependsOn: null }));
  }
  apis.forEach(({ document }, index) => {
    if (document !== null) owners.set(`document ${String(index)}`, wordsOf(document.root));
  });
  return owners;
}

function wordsOf(value: unknown): ReadonlySet<string> {
  return new Set(JSON.stringify(value)?.match(/\w+/g) ?? []);
}

/** Logical ids of the functions that operations and authorizers lead to, whatever way they are named. */
function functionsCalled(facts: WiringFacts): ReadonlySet<string | null> {
  return new Set(
    facts.apis.flatMap((api) => {
      const { document, operations } = api;
      const authorizers = document === null ? [] : listAuthorizers(document);
      return [
        ...operations.map(({ target }) => target?.functionId ?? null),
        ...authorizers.map((each) => followAuthorizer(facts, api, each).functionId),
      ];
    }),
  );
}

function isAlone(
  { logicalId, events, functionName }: FunctionResource,
  facts: WiringFacts,
  spoken: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const own = facts.template.resources.get(logicalId);
  if (events.length > 0 || own === undefined || Object.hasOwn(own.properties, "FunctionUrlConfig"))
    return false;
  if (own.properties["Events"] !== undefined) return false;
  for (const [owner, words] of spoken)
    if (owner !== logicalId && words.has(logicalId)) return false;
  return !functionName.known || !isNamed(functionName.value, logicalId, facts);
}

/** Another resource, an output, a document or a nested stack may name the function by the name it has in AWS. */
function isNamed(name: string, logicalId: string, { template, apis }: WiringFacts): boolean {
  return (
    [...template.resources.values()].some(
      (resource) => resource.logicalId !== logicalId && holds(resource.properties, name),
    ) ||
    holds(writtenAt(template, "/Outputs") ?? null, name) ||
    Object.values(template.outputs).some((output) => output.known && holds(output.value, name)) ||
    apis.some(({ document }) => document !== null && holds(document.root, name)) ||
    [...template.stacks.values()].some((stack) => holds(writtenAt(stack, "") ?? null, name))
  );
}

function holds(value: JsonValue, text: string): boolean {
  if (typeof value === "string") return value.includes(text);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((member: JsonValue) => holds(member, text));
}
