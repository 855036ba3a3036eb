import { type JsonObject, type JsonValue } from "../../../core/json.ts";
import { findByPath, readInputPath, type Found } from "./input-path.ts";
import { readInputTemplate, type InputTemplate } from "./input-template.ts";
import { reservedVariable, type DeliveryFacts } from "./reserved-variables.ts";

/** The template and paths of an `InputTransformer`. */
export interface InputTransformer {
  readonly template: string;
  /** Paths by the names the template has for them. */
  readonly paths: Readonly<Record<string, string>>;
}

/** What a target is told to receive; without any of the three, the event as it is. */
export interface TargetSettings {
  readonly id: string;
  /** JSON text that takes the place of the event. */
  readonly input?: string;
  readonly inputPath?: string;
  readonly transformer?: InputTransformer;
}

/** What a target receives: a text, nothing, or something that AWS does not tell. */
export type TargetInput =
  | { readonly text: string }
  | { readonly dropped: string }
  | { readonly unknown: string };

interface Rendered {
  readonly event: JsonObject;
  readonly facts: DeliveryFacts;
  readonly paths: Readonly<Record<string, string>>;
}

function valueOf(name: string, { event, facts, paths }: Rendered): Found {
  const written = Object.hasOwn(paths, name) ? paths[name] : undefined;
  if (written === undefined) return reservedVariable(name, event, facts);
  const path = readInputPath(written);
  return path === null ? null : findByPath(event, path);
}

/** The text of a value inside quotes; the values of objects and lists are not escaped. */
function plainText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function jsonPiece(found: Found, quoted: boolean): string {
  if (found === null) return quoted ? "" : '""';
  if (quoted) return plainText(found.value);
  return typeof found.value === "string" ? `"${found.value}"` : JSON.stringify(found.value);
}

function stringPiece(found: Found): string {
  if (found === null) return "";
  if (typeof found.value === "string") return found.value;
  return JSON.stringify(found.value).replaceAll('"', "");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function render({ kind, pieces }: InputTemplate, rendered: Rendered): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      const found = valueOf(piece.name, rendered);
      return kind === "json" ? jsonPiece(found, piece.quoted) : stringPiece(found);
    })
    .join("");
}

function transform(
  { template, paths }: InputTransformer,
  given: Omit<Rendered, "paths">,
): TargetInput {
  const read = readInputTemplate(template);
  if (read.kind === "other") {
    return {
      unknown: "The template starts with neither a brace nor a quote; AWS documents no such form.",
    };
  }
  const strange = Object.entries(paths).find(([, path]) => readInputPath(path) === null);
  if (strange !== undefined) {
    return { unknown: `AWS does not document what <${strange[0]}> finds at ${strange[1]}.` };
  }
  const text = render(read, { ...given, paths });
  if (read.kind === "string" || isJson(text)) return { text };
  return { dropped: `The template gives no valid JSON for this event: ${text}` };
}

/**
 * What a target of a rule receives for an event, by its `Input`, `InputPath` or `InputTransformer`.
 *
 * @param target at most one of the three; `checkTargetInput` tells what AWS refuses of it
 * @param event the whole event, parsed; its members keep their order
 * @param facts of the rule and the delivery
 * @returns JSON text, or the lines of a string template; `dropped` where AWS delivers nothing and says
 *   nothing; `unknown` where its behaviour is not documented
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 * @example
 * targetInput({ id: "T", inputPath: "$.detail.id" }, event, facts); // { text: '"o-1"' }
 */
export function targetInput(
  target: TargetSettings,
  event: JsonObject,
  facts: DeliveryFacts,
): TargetInput {
  if (target.input !== undefined) return { text: target.input };
  if (target.transformer !== undefined) return transform(target.transformer, { event, facts });
  if (target.inputPath === undefined) return { text: JSON.stringify(event) };
  const path = readInputPath(target.inputPath);
  const found = path === null ? null : findByPath(event, path);
  return found === null
    ? { unknown: `Nothing stands at ${target.inputPath}; AWS does not document what is sent then.` }
    : { text: JSON.stringify(found.value) };
}
