import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../core/json-pointer.ts";
import type { BodyExample } from "./api-document.ts";
import { placedAt, placedMembers, type Placed } from "./read-members.ts";

/** `example`, then each `value` under `examples`, of a parameter or media type object. */
export function readExamples(root: JsonObject, owner: Placed): readonly BodyExample[] {
  const examples: BodyExample[] = [];
  const single = owner.value["example"];
  if (single !== undefined) {
    examples.push({
      name: "example",
      pointer: joinPointer(owner.pointer, "example"),
      value: single,
    });
  }
  for (const member of placedMembers(root, owner, "examples")) {
    const value = member.value["value"];
    if (value !== undefined)
      examples.push({ name: member.name, pointer: joinPointer(member.pointer, "value"), value });
  }
  return examples;
}

/** `example` of a schema, then its `examples` (3.1: a list of values), `$ref`s followed. */
export function readSchemaExamples(
  root: JsonObject,
  schemaPointer: JsonPointer,
): readonly BodyExample[] {
  const schema = placedAt(root, schemaPointer);
  if (schema === null) return [];
  const single = schema.value["example"];
  const examples = schema.value["examples"];
  const list: readonly JsonValue[] = Array.isArray(examples) ? examples : [];
  return [
    ...(single === undefined
      ? []
      : [{ name: "example", pointer: joinPointer(schema.pointer, "example"), value: single }]),
    ...list.map((value, index) => ({
      name: `example ${index + 1}`,
      pointer: joinPointer(schema.pointer, "examples", index),
      value,
    })),
  ];
}
