import { isObject } from "../../core/json.ts";
import type { Randomness } from "../../core/ports.ts";
import type { ApiResource } from "../../model/template/template-model.ts";

/** The canary of a stage. */
export interface Canary {
  /** Of 100. */
  readonly percent: number;
  /** Over those of the stage. */
  readonly variables: Readonly<Record<string, string>>;
  /** `null` sends nothing to the canary. */
  readonly randomness: Randomness | null;
}

/** `CanarySetting` of a stage; `null` without one. */
export function readCanary(
  { properties }: ApiResource,
  randomness: Randomness | null,
): Canary | null {
  const setting = properties["CanarySetting"];
  if (!isObject(setting)) return null;
  const percent = Number(setting["PercentTraffic"] ?? 0);
  const written = setting["StageVariableOverrides"];
  const variables = Object.entries(isObject(written) ? written : {}).flatMap(
    ([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []),
  );
  return {
    percent: Number.isFinite(percent) ? percent : 0,
    variables: Object.fromEntries(variables),
    randomness,
  };
}
