import { isObject, type JsonValue, isJsonValue } from "../../../core/json.ts";
import { isSecretHeader, secretMask } from "../../target/mask-secrets.ts";

/** One difference the verifier found between an interaction and the provider's response. */
export interface Mismatch {
  readonly kind: "status" | "header" | "body" | "body-type" | "other";
  /** Where in the body (`$.items[0].quantity`), or the header's name; `null` for the whole. */
  readonly path: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
  /** The verifier's sentence. */
  readonly message: string;
}

/** The verifier's verdict on one interaction. */
export interface InteractionVerdict {
  readonly description: string;
  readonly ok: boolean;
  readonly mismatches: readonly Mismatch[];
  /** Why there was nothing to compare (no answer, a state that failed); `null` otherwise. */
  readonly error: string | null;
}

const kinds: Readonly<Record<string, Mismatch["kind"]>> = {
  StatusMismatch: "status",
  HeaderMismatch: "header",
  BodyMismatch: "body",
  BodyTypeMismatch: "body-type",
};

/** Values come as text, as JSON, or as the bytes of a JSON text. */
function showValue(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item: JsonValue) => typeof item === "number")
  ) {
    return new TextDecoder().decode(Uint8Array.from(value.map(Number)));
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function member(object: { readonly [key: string]: unknown }, name: string): JsonValue | undefined {
  const value = object[name];
  return isJsonValue(value) ? value : undefined;
}

/** What the verifier says of a credential repeats it. */
function secretMismatch(header: string, actual: string): Mismatch {
  return {
    kind: "header",
    path: header,
    expected: secretMask,
    actual: actual === "" ? null : secretMask,
    message:
      actual === ""
        ? "the header is missing"
        : "the value is not what the contract expects; it is a credential and not shown",
  };
}

function readMismatch(value: unknown): Mismatch {
  const raw = isObject(value) ? value : {};
  const kind = kinds[String(raw["type"])] ?? "other";
  const header = kind === "header" ? text(raw["key"]) : null;
  if (header !== null && isSecretHeader(header))
    return secretMismatch(header, showValue(member(raw, "actual")) ?? "");
  return {
    kind,
    path: kind === "header" ? text(raw["key"]) : text(raw["path"]),
    expected: showValue(member(raw, "expected")),
    actual: showValue(member(raw, "actual")),
    message: text(raw["mismatch"]) ?? JSON.stringify(raw),
  };
}

function readVerdict(value: unknown): InteractionVerdict {
  const raw = isObject(value) ? value : {};
  const mismatch = isObject(raw["mismatch"]) ? raw["mismatch"] : {};
  const list: unknown = mismatch["mismatches"];
  return {
    description: String(raw["description"]),
    ok: raw["result"] === "OK",
    mismatches: Array.isArray(list) ? list.map((item: unknown) => readMismatch(item)) : [],
    error:
      mismatch["type"] === "error"
        ? (text(mismatch["message"]) ?? "the verifier gave no reason")
        : null,
  };
}

/** Reads the JSON text the native verifier gives; `null` when it is no such text. */
export function readVerifierResult(json: string): readonly InteractionVerdict[] | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const results: unknown = isObject(value) ? value["interactionResults"] : undefined;
  return Array.isArray(results) ? results.map((item: unknown) => readVerdict(item)) : null;
}
