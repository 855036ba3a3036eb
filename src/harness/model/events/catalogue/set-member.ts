import { isObject, parseJson, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";

/** A member of an event that was set by hand. */
export interface SetMember {
  /** As it was written: `Records[0].body`. */
  readonly path: string;
  readonly value: JsonValue;
}

/** A step of a path: a name or an index. */
type Step = number | string;

const step = /(?:^|\.)([^.[\]"=]+)|\[(\d{1,6})\]|\[("(?:[^"\\]|\\.)*")\]/gsuy;

function refuse(written: string, why: string): never {
  throw new LockstepError({
    code: "events/set-invalid",
    message: `--set ${JSON.stringify(written)}: ${why}.`,
    hint: "Write for example --set Records[0].body=text, --set detail.id=1 or --set 'headers[\"X-Id\"]=1'.",
  });
}

/** Reads the steps before the first `=`, and where they end. */
function readSteps(text: string): { readonly steps: readonly Step[]; readonly end: number } {
  const steps: Step[] = [];
  let end = 0;
  step.lastIndex = 0;
  for (let found = step.exec(text); found !== null; found = step.exec(text)) {
    const [, name, index, quoted] = found;
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(readQuoted(quoted, text));
    end = step.lastIndex;
  }
  return { steps, end };
}

function readQuoted(quoted: string, whole: string): string {
  try {
    const name = parseJson(quoted);
    if (typeof name === "string") return name;
  } catch {
    // Told below.
  }
  return refuse(whole, `${quoted} is no text in JSON's form`);
}

/**
 * Reads `path=value`. Throws `events/set-invalid`.
 *
 * @param typed true where the value is JSON, false where it is text
 */
export function readSetting(written: string, typed: boolean): SetMember {
  const { steps, end } = readSteps(written);
  if (steps.length === 0) refuse(written, "it begins with no path");
  if (written[end] !== "=") refuse(written, "the path is not followed by =");
  const text = written.slice(end + 1);
  const path = written.slice(0, end);
  if (!typed) return { path, value: text };
  try {
    return { path, value: parseJson(text) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse(written, `its value is not JSON: ${why}`);
  }
}

/**
 * An event with members set by hand, in their order. Objects that are missing are made; a list takes an index
 * it has, or the one after its last. Throws `events/set-invalid`.
 */
export function setMembers(event: JsonObject, members: readonly SetMember[]): JsonObject {
  let current = event;
  for (const { path, value } of members) {
    const changed = replace(current, readSteps(path).steps, value, path);
    if (isMap(changed)) current = changed;
  }
  return current;
}

function isMap(value: JsonValue): value is JsonObject {
  return isObject(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function replace(
  at: JsonValue | undefined,
  [first, ...rest]: readonly Step[],
  value: JsonValue,
  path: string,
): JsonValue {
  if (first === undefined) return value;
  if (typeof first === "number") {
    const list = at === undefined || at === null ? [] : at;
    if (!isList(list)) return refuse(path, `[${first}] stands where the event has no list`);
    if (first > list.length) {
      return refuse(path, `the list has ${list.length} elements, so there is no [${first}]`);
    }
    const changed = replace(list[first], rest, value, path);
    return [...list.slice(0, first), changed, ...list.slice(first + 1)];
  }
  const map = at === undefined || at === null ? {} : at;
  if (!isMap(map)) return refuse(path, `${first} stands where the event has no object`);
  const before = Object.hasOwn(map, first) ? map[first] : undefined;
  return { ...map, [first]: replace(before, rest, value, path) };
}
