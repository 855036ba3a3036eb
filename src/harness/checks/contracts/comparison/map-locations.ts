import { isObject, type JsonValue } from "../../../core/json.ts";
import {
  joinPointer,
  splitPointer,
  valueAt,
  type JsonPointer,
} from "../../../core/json-pointer.ts";
import type { HttpInteraction, PactMessage } from "../files/pact-file.ts";

/** Where a local reference leads; `null` for a value that is none. */
function referencedPointer(value: unknown): JsonPointer | null {
  const reference: unknown = isObject(value) ? value["$ref"] : undefined;
  return typeof reference === "string" && reference.startsWith("#/")
    ? joinPointer("", ...splitPointer(reference))
    : null;
}

function longestMember(container: object, rest: string): string | undefined {
  return Object.keys(container)
    .filter((key) => rest === key || rest.startsWith(`${key}.`))
    .toSorted((a, b) => b.length - a.length)[0];
}

/**
 * Follows a dotted path from a place in `root`. Names may hold dots themselves (`application/json`,
 * `/v1.0/orders`), so at each step the longest member that fits is taken; references are followed.
 * Ends where nothing fits.
 */
function followDotted(root: unknown, start: JsonPointer, dotted: string): JsonPointer {
  let pointer = start;
  let rest = dotted;
  for (let hops = 0; rest !== "" && hops < 200; hops += 1) {
    const current = valueAt(root, pointer);
    if (typeof current !== "object" || current === null) break;
    const name = longestMember(current, rest);
    const referenced = name === undefined ? referencedPointer(current) : null;
    if (name === undefined && referenced === null) break;
    pointer = name === undefined ? (referenced ?? pointer) : joinPointer(pointer, name);
    rest = name === undefined ? rest : rest.slice(name.length + 1);
  }
  return pointer;
}

/** `a[0].b` as `a.0.b`. */
function withoutBrackets(location: string): string {
  return location.replaceAll(/\[(\d+)\]/g, ".$1");
}

/**
 * Turns the comparator's place in the spec (`[root].paths./orders.post.responses.201…`) into a
 * pointer of the document. A schema behind a reference is named from `components` on.
 */
export function specPointer(root: JsonValue, location: string): JsonPointer {
  const dotted = withoutBrackets(location.replace(/^\[root\]\.?/, ""));
  const shared = /\.(?:schema|items|properties)\.((?:components\.schemas|definitions)\..+)$/.exec(
    dotted,
  )?.[1];
  return shared === undefined ? followDotted(root, "", dotted) : followDotted(root, "", shared);
}

function headerName(message: PactMessage, name: string): string | undefined {
  return Object.keys(message.headers).find((key) => key.toLowerCase() === name.toLowerCase());
}

/**
 * Turns the comparator's place in the pact (`[root].interactions[0].response.body.items.0.sku`)
 * into a pointer of the file. V4 files keep the body's value under `content`, and the comparator
 * writes header names in lower case.
 */
export function pactPointer(
  root: JsonValue,
  interaction: HttpInteraction,
  location: string,
): JsonPointer {
  const [, side, part, rest = ""] =
    /^\[root\]\.interactions\[\d+\](?:\.(request|response)(?:\.(\w+)\.?(.*))?)?$/s.exec(location) ??
    [];
  if (side === undefined) return interaction.pointer;
  const message = side === "request" ? interaction.request : interaction.response;
  if (part === undefined) return message.pointer;
  if (part === "body" && message.body !== null)
    return followDotted(root, message.body.pointer, rest);
  if (part === "headers") {
    const name = headerName(message, rest.split(".", 1)[0] ?? "");
    return name === undefined
      ? joinPointer(message.pointer, "headers")
      : joinPointer(message.pointer, "headers", name);
  }
  return followDotted(root, joinPointer(message.pointer, part), rest);
}
