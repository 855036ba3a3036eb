import { isObject, type JsonValue } from "../../../core/json.ts";

/** One step of a path: a member, an element of a list, or all of either. */
type Step =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "element"; readonly index: number }
  | { readonly kind: "all" };

/** A path into an event, `$.detail.items[0].sku`. */
export interface InputPath {
  readonly steps: readonly Step[];
}

/** What stands at a path; a path that leads nowhere finds nothing. */
export type Found = { readonly value: JsonValue } | null;

const step =
  /\.(?<name>[A-Za-z0-9_/-]+)|\.(?<every>\*)|\[(?<index>\d{1,9})\]|\[(?<each>\*)\]|\['(?<quoted>[^'\]]+)'\]|\["(?<doubled>[^"\]]+)"\]/uy;

function stepOf(groups: { readonly [name: string]: string | undefined }): Step {
  const { name, quoted, doubled, index } = groups;
  if (index !== undefined) return { kind: "element", index: Number(index) };
  const member = name ?? quoted ?? doubled;
  return member === undefined ? { kind: "all" } : { kind: "member", name: member };
}

/**
 * Reads a path of `InputPath` or of an `InputPathsMap`: the part of JSONPath that EventBridge
 * documents, with members by dots, elements and `*`.
 *
 * @param text `$`, then steps
 * @returns `null` where the text is no such path
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 * @example
 * readInputPath("$.detail.items[0]")?.steps.length; // 3
 */
export function readInputPath(text: string): InputPath | null {
  if (!text.startsWith("$")) return null;
  const steps: Step[] = [];
  let at = 1;
  while (at < text.length) {
    step.lastIndex = at;
    const read = step.exec(text);
    if (read?.groups === undefined) return null;
    steps.push(stepOf(read.groups));
    at = step.lastIndex;
  }
  return { steps };
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isMap(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return isObject(value);
}

function follow(value: JsonValue, { steps }: InputPath, from: number): readonly JsonValue[] {
  const next = steps[from];
  if (next === undefined) return [value];
  const path = { steps };
  if (next.kind === "element") {
    const element = isArray(value) ? value[next.index] : undefined;
    return element === undefined ? [] : follow(element, path, from + 1);
  }
  if (next.kind === "member") {
    const member = isMap(value) && Object.hasOwn(value, next.name) ? value[next.name] : undefined;
    return member === undefined ? [] : follow(member, path, from + 1);
  }
  if (!isArray(value) && !isMap(value)) return [];
  return Object.values(value).flatMap((each) => follow(each, path, from + 1));
}

/**
 * What stands at a path of an event. A path with `*` gives the list of all it meets.
 *
 * @example
 * const path = readInputPath("$.detail.id");
 * path && findByPath({ detail: { id: "o-1" } }, path); // { value: "o-1" }
 */
export function findByPath(event: JsonValue, path: InputPath): Found {
  const found = follow(event, path, 0);
  if (path.steps.some(({ kind }) => kind === "all")) {
    return found.length > 0 ? { value: found } : null;
  }
  const [value] = found;
  return value === undefined ? null : { value };
}
