import type { JsonValue } from "../../../core/json.ts";
import {
  evaluateText,
  isList,
  isMap,
  known,
  unknown,
  type Evaluation,
  type Intrinsic,
} from "./evaluation.ts";

/** `Fn::FindInMap`: `[map, key, key]`, with `DefaultValue` (AWS::LanguageExtensions) as a fourth item. */
export const findInMap: Intrinsic = (argument, scope) => {
  const [map, ...keys] = isList(argument) ? argument : [];
  const [first, second, options] = keys;
  if (map === undefined || first === undefined || second === undefined) {
    return unknown("Fn::FindInMap takes a map and two keys");
  }
  const path: string[] = [];
  for (const key of [map, first, second]) {
    const text = evaluateText(key, scope, "a key of Fn::FindInMap");
    if (!text.known) return text;
    path.push(text.value);
  }
  const found = lookUp(scope.mappings, path);
  if (found.known !== false) return found;
  const fallback = isMap(options) ? options["DefaultValue"] : undefined;
  return fallback === undefined ? found : scope.evaluate(fallback);
};

function lookUp(mappings: JsonValue, path: readonly string[]): Evaluation {
  let current: JsonValue = mappings;
  for (const [depth, key] of path.entries()) {
    const next: JsonValue | undefined =
      isMap(current) && Object.hasOwn(current, key) ? current[key] : undefined;
    if (next === undefined) {
      return unknown(
        depth === 0
          ? `no mapping is named ${key}`
          : `the mapping ${path[0] ?? ""} has no entry ${path.slice(1, depth + 1).join(".")}`,
      );
    }
    current = next;
  }
  return known(current);
}
