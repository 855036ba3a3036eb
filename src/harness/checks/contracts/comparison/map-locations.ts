import { isObject, type JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { HttpInteraction, PactMessage } from "../files/pact-file.ts";

/**
 * Follows a dotted path into a value. Names may hold dots themselves (`application/json`,
 * `/v1.0/orders`), so at each step the longest member that fits is taken. Ends where nothing fits.
 */
function followDotted(root: unknown, start: JsonPointer, dotted: string): JsonPointer {
  let current: unknown = root;
  let pointer = start;
  let rest = dotted;
  while (rest !== "" && (isObject(current) || Array.isArray(current))) {
    const container: object = current;
    const name = Object.keys(container)
      .filter((key) => rest === key || rest.startsWith(`${key}.`))
      .toSorted((a, b) => b.length - a.length)[0];
    if (name === undefined) break;
    pointer = joinPointer(pointer, name);
    current = Reflect.get(container, name);
    rest = rest.slice(name.length + 1);
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
  const shared = /\.(?:schema|items|properties)\.((?:components\.schemas|definitions)\..+)$/.exec(dotted)?.[1];
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
export function pactPointer(interaction: HttpInteraction, location: string): JsonPointer {
  const [, side, part, rest = ""] = /^\[root\]\.interactions\[\d+\](?:\.(request|response)(?:\.(\w+)\.?(.*))?)?$/s.exec(location) ?? [];
  if (side === undefined) return interaction.pointer;
  const message = side === "request" ? interaction.request : interaction.response;
  if (part === undefined) return message.pointer;
  if (part === "body" && message.body !== null) return followDotted(message.body.value, message.body.pointer, rest);
  if (part === "headers") {
    const name = headerName(message, rest.split(".", 1)[0] ?? "");
    return name === undefined ? joinPointer(message.pointer, "headers") : joinPointer(message.pointer, "headers", name);
  }
  const raw: unknown = Reflect.get(side === "request" ? Object(interaction.raw["request"]) : Object(interaction.raw["response"]), part);
  return followDotted(raw, joinPointer(message.pointer, part), rest);
}
