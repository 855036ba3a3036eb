import { readFileSync, writeFileSync } from "node:fs";

/** An object read from JSON: its members are not yet known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether the value is an object that is neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Read a JSON file that holds an object.
 *
 * @throws Error when the file is missing, is not JSON or holds something else
 */
export function readJsonObject(file: string): JsonObject {
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isJsonObject(value)) throw new Error(`${file}: expected a JSON object`);
  return value;
}

/** The member's string entries; empty when the member is missing. */
export function readStringMap(
  object: JsonObject,
  member: string,
): Readonly<Record<string, string>> {
  const value = object[member];
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

/**
 * The member's string.
 *
 * @throws Error when it is missing or not a string
 */
export function readString(object: JsonObject, member: string): string {
  const value = object[member];
  if (typeof value !== "string") throw new Error(`expected a string in "${member}"`);
  return value;
}

/** Write an object as JSON with two spaces and a final newline. */
export function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
