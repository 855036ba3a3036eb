import type { JsonObject, JsonValue } from "../../core/json.ts";
import { isJsonMap } from "../openapi/read-members.ts";

function isIntrinsicKey(key: string): boolean {
  return key === "Ref" || key === "Condition" || key.startsWith("Fn::");
}

/** A map that CloudFormation changes before API Gateway sees it, as a whole or by an include beside its members. */
export function holdsIntrinsic(value: JsonObject): boolean {
  return Object.keys(value).some(isIntrinsicKey);
}

/** A value that only CloudFormation knows: an intrinsic function, or a text with a placeholder. */
export function isUnknowable(value: JsonValue | undefined): boolean {
  if (typeof value === "string") return /\$\{|\{\{resolve:/.test(value);
  return isJsonMap(value) && holdsIntrinsic(value);
}

/** A text that stands there as it will be imported; `null` for anything else. */
export function plainText(value: JsonValue | undefined): string | null {
  return typeof value === "string" && !isUnknowable(value) ? value : null;
}

/** A map all of whose members are written out; `null` for anything else. */
export function plainMap(value: JsonValue | undefined): JsonObject | null {
  return isJsonMap(value) && !holdsIntrinsic(value) ? value : null;
}

/** A number, also one written as a text (`"3600"`); `null` for anything else. */
export function plainNumber(value: JsonValue | undefined): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}
