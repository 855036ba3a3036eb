import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { asIntrinsic } from "./intrinsics/evaluate.ts";
import { isList, isMap } from "./intrinsics/evaluation.ts";

/** The `Globals` section each resource type takes its defaults from. */
const sections: Readonly<Record<string, string>> = {
  "AWS::Serverless::Function": "Function",
  "AWS::Serverless::Api": "Api",
  "AWS::Serverless::HttpApi": "HttpApi",
  "AWS::Serverless::SimpleTable": "SimpleTable",
  "AWS::Serverless::StateMachine": "StateMachine",
  "AWS::Serverless::LayerVersion": "LayerVersion",
};

/** The section of `Globals` a resource type takes its defaults from; `null` for the types without. */
export function globalsSectionOf(type: string): string | null {
  return Object.hasOwn(sections, type) ? (sections[type] ?? null) : null;
}

/** A section of `Globals` that some resource takes its defaults from. */
export interface UsedGlobals {
  /** The resource type, as `AWS::Serverless::Function`. */
  readonly type: string;
  readonly value: JsonValue;
  readonly pointer: JsonPointer;
}

/** The sections of `Globals` that reach a resource; the others deploy nowhere. */
export function usedGlobals(
  root: JsonValue,
  resources: ReadonlyMap<string, { readonly type: string }>,
): readonly UsedGlobals[] {
  const globals = isMap(root) ? root["Globals"] : undefined;
  if (!isMap(globals)) return [];
  const types = new Set([...resources.values()].map(({ type }) => type));
  return Object.entries(sections).flatMap(([type, name]) => {
    const value = globals[name];
    if (value === undefined || !types.has(type)) return [];
    return [{ type, value, pointer: joinPointer("/Globals", name) }];
  });
}

/** A map that is merged member by member; an intrinsic function counts as one value. */
function isMergeable(value: JsonValue | undefined): value is JsonObject {
  return isMap(value) && asIntrinsic(value) === null;
}

function merge(base: JsonValue, own: JsonValue): JsonValue {
  if (isList(base) && isList(own)) return [...base, ...own];
  if (!isMergeable(base) || !isMergeable(own)) return own;
  const merged: Record<string, JsonValue> = { ...base };
  for (const [key, value] of Object.entries(own)) {
    const inherited = Object.hasOwn(base, key) ? base[key] : undefined;
    merged[key] = inherited === undefined ? value : merge(inherited, value);
  }
  return merged;
}

/** Globals a resource declines with its `IgnoreGlobals` attribute: `"*"` or a list of properties. */
function accepted(globals: JsonObject, ignore: JsonValue | undefined): JsonObject {
  if (ignore === "*") return {};
  if (!isList(ignore)) return globals;
  return Object.fromEntries(Object.entries(globals).filter(([key]) => !ignore.includes(key)));
}

/**
 * A resource's properties with the template's `Globals` merged in: single values of the resource
 * replace the global ones, maps are merged, lists are joined with the global items first
 * (source: SAM developer guide, "Globals section of the AWS SAM template").
 */
export function mergeGlobals(
  globals: JsonValue | undefined,
  resource: JsonObject,
  type: string,
): JsonObject {
  const own = isMap(resource["Properties"]) ? resource["Properties"] : {};
  const section = globalsSectionOf(type);
  const defaults = section !== null && isMap(globals) ? globals[section] : undefined;
  if (!isMap(defaults)) return own;
  const merged = merge(accepted(defaults, resource["IgnoreGlobals"]), own);
  return isMap(merged) ? merged : own;
}
