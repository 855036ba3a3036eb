import { isObject, parseJson, type JsonValue } from "../../core/json.ts";
import { readLambdaName } from "./function-lookup.ts";

function parse(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** `Array.isArray` loses `readonly`. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Placeholders of Fn::Sub that are neither pseudo parameters, literals nor variables of its own. */
function namesOfSub(text: string, own: readonly string[]): readonly string[] {
  return [...text.matchAll(/\$\{([^!{}][^{}]*)\}/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !name.startsWith("AWS::") && !own.includes(name));
}

function ownNames(key: string, member: JsonValue): readonly string[] {
  if (key === "Fn::Sub") {
    const [text, variables = {}]: readonly JsonValue[] = isList(member) ? member : [member];
    const own = isObject(variables) ? Object.keys(variables) : [];
    const names = typeof text === "string" ? namesOfSub(text, own) : [];
    return [
      ...names,
      ...(typeof text === "string" ? ownNames("", text) : []),
      ...outsideNames(variables),
    ];
  }
  if (typeof member === "string") {
    const dynamic = [...member.matchAll(/\{\{resolve:[^{}]+\}\}/g)].map(([text]) => text);
    if (key === "Fn::ImportValue") return [member];
    if (key === "Ref" && !member.startsWith("AWS::")) return [member, ...dynamic];
    return dynamic;
  }
  if (key === "Fn::GetAtt" && isList(member) && member.every((part) => typeof part === "string"))
    return [member.join(".")];
  return outsideNames(member);
}

/** What a uri takes from outside the template: exports, dynamic references, parameters, attributes. */
function outsideNames(value: JsonValue): readonly string[] {
  if (isList(value)) return value.flatMap((item) => ownNames("", item));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => ownNames(key, member));
}

/**
 * The shortest text by which the configuration can name a function outside the template: its name or
 * ARN as it stands, or, where only AWS knows it, what the uri takes it from.
 *
 * @param reference as `WiredIntegration` of kind `foreign-lambda` has it: a name, an ARN, a placeholder
 *   (`${SessionArn}`, `${ImportValue session-arn}`), or the uri as JSON
 * @example keyOfReference('{"Fn::Sub":["…${fn}/invocations",{"fn":{"Fn::ImportValue":"session-arn"}}]}') // "session-arn"
 */
export function keyOfReference(reference: string): string {
  const placeholder = /^\$\{(?:ImportValue )?([^{}]+)\}$/.exec(reference)?.[1];
  if (placeholder !== undefined) return placeholder;
  const uri = reference.startsWith("{") || reference.startsWith('"') ? parse(reference) : undefined;
  if (uri === undefined) return reference;
  const [name, ...others] = new Set(ownNames("", uri));
  return name === undefined || others.length > 0 ? reference : name;
}

/** How well a key fits a function's name: 0 not at all, more for each part both have. */
function fit(key: string, reference: string): number {
  if (key === reference || `\${${key}}` === reference || key === keyOfReference(reference))
    return 4;
  const wanted = readLambdaName(reference);
  const given = readLambdaName(key);
  // An ARN put together here may name its function by what AWS knows: `…:function:${Users.Outputs.Name}`.
  if (wanted !== null && key === keyOfReference(wanted.name)) return 1;
  if (wanted === null || given === null || wanted.name !== given.name) return 0;
  if (given.home !== null && wanted.home !== null && given.home !== wanted.home) return 0;
  if (given.qualifier !== null && given.qualifier !== wanted.qualifier) return 0;
  return 1 + (given.home === null ? 0 : 1) + (given.qualifier === null ? 0 : 1);
}

/**
 * Which key under `functions` of the configuration answers for a function outside the template:
 * its reference as problems print it, its ARN with or without alias, or its plain name. The most
 * exact one wins; `null` when none fits.
 *
 * @example matchConfiguredFunction("arn:aws:lambda:us-east-1:123456789012:function:session:live", ["session"]) // "session"
 */
export function matchConfiguredFunction(reference: string, keys: readonly string[]): string | null {
  const [best] = keys
    .map((key) => ({ key, score: fit(key, reference) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  return best?.key ?? null;
}
