import { isObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { isSamGenerated } from "../../template/resources/sam-generated.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import { isDefinedName, referencedNames } from "../referenced-names.ts";
import type { ApiFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";
import { mayHoldMore } from "../written-property.ts";

/**
 * Ref, Fn::GetAtt and Fn::Sub of an included document that name nothing of the template:
 * CloudFormation refuses it. The uris of integrations and authorizers have rules of their own.
 */
export const referenceUnknown: WiringRule = (facts) => {
  if (mayHoldMore(facts.template)) return [];
  const told = new Set<string>();
  return facts.apis.flatMap((api) => {
    const { document, resource } = api;
    if (document === null || resource.definition.kind !== "include") return [];
    return collect(document.root, "").flatMap(({ call, pointer }) =>
      referencedNames(call)
        .filter((name) => !isKnown(facts, name))
        .flatMap((name) => {
          const key = `${document.file} ${pointer} ${name}`;
          if (told.has(key)) return [];
          told.add(key);
          return [report(facts, api, name, pointer)];
        }),
    );
  });
};

interface Call {
  readonly call: JsonValue;
  readonly pointer: JsonPointer;
}

/** Stands in an integration or authorizer, whose uri is followed elsewhere. */
const followed = new Set(["uri", "authorizerUri"]);

function collect(value: JsonValue, pointer: JsonPointer): readonly Call[] {
  if (typeof value !== "object" || value === null) return [];
  const members: readonly (readonly [string, JsonValue])[] = Object.entries(value);
  const [only] = members;
  if (isObject(value) && members.length === 1 && only !== undefined) {
    const [name] = only;
    if (name === "Ref" || name === "Fn::GetAtt" || name === "Fn::Sub")
      return [{ call: value, pointer }];
  }
  return members.flatMap(([key, member]) =>
    followed.has(key) ? [] : collect(member, joinPointer(pointer, key)),
  );
}

function isKnown({ template }: WiringFacts, name: string): boolean {
  return isDefinedName(template, name) || isSamGenerated(name, template.resources);
}

function report(
  { template }: WiringFacts,
  { document, resource }: ApiFacts,
  name: string,
  pointer: JsonPointer,
): Problem {
  const defined = [...template.resources.keys(), ...Object.keys(template.parameters)];
  const nearest = suggestNames(name, defined);
  const isVariable = name === "stageVariables";
  const meant = isVariable ? ["${!stageVariables.name}"] : nearest;
  return createProblem({
    code: "wiring/reference-unknown",
    message: `${document?.file ?? "The document"} of ${resource.logicalId} refers to ${name}, which is neither a parameter nor a resource of ${template.file}; CloudFormation refuses it.`,
    ...(document === null ? {} : { location: document.source.locate(pointer) }),
    related: [
      {
        message: `the API ${resource.logicalId}`,
        location: template.source.locate(resource.pointer),
      },
    ],
    ...(meant.length === 0 ? {} : { expected: meant.join(" or ") }),
    actual: name,
    hint:
      meant.length === 0
        ? `Add ${name} to Parameters or Resources of the template, or remove the reference.`
        : `Write ${meant.join(" or ")}.`,
  });
}
