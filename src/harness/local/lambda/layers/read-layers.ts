import type { FunctionLayer } from "../../../core/function-invoker.ts";
import { isObject } from "../../../core/json.ts";

/** Layers as a runtime process is told them, as JSON; none for anything else. */
export function readLayers(text: string | undefined): readonly FunctionLayer[] {
  if (text === undefined) return [];
  const value: unknown = JSON.parse(text);
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((each) => {
    const { folder, below } = isObject(each) ? each : {};
    return typeof folder === "string" && typeof below === "string" ? [{ folder, below }] : [];
  });
}
