import { isObject, parseJson, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import type { EventOption } from "./event-option.ts";

/** A table of the template, as an event of its stream needs it. */
export interface TableKeys {
  readonly name: string;
  /** Key attributes with their type, HASH first. */
  readonly keys: readonly { readonly name: string; readonly type: "B" | "N" | "S" }[];
  /** `StreamViewType`; `null` for a table without a stream. */
  readonly viewType: string | null;
}

/** What the project knows of the resources that options name. */
export interface KnownResources {
  readonly table: TableKeys | null;
}

/** Throws `events/option-invalid`. */
export function refuseOption(name: string, why: string, hint?: string): never {
  throw new LockstepError({
    code: "events/option-invalid",
    message: `--${name} ${why}.`,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** The values of an event's options: those given, else their defaults. */
export class OptionValues {
  readonly #options: ReadonlyMap<string, EventOption>;
  readonly #given: ReadonlyMap<string, string>;
  /** Records in one event; `null` where nobody asked. */
  readonly count: number | null;
  readonly known: KnownResources;

  constructor(
    options: readonly EventOption[],
    given: ReadonlyMap<string, string>,
    count: number | null = null,
    known: KnownResources = { table: null },
  ) {
    this.#options = new Map(options.map((option) => [option.name, option]));
    this.#given = given;
    this.count = count;
    this.known = known;
  }

  /** The same values, and one more. */
  with(name: string, value: string): OptionValues {
    const given = new Map(this.#given).set(name, value);
    return new OptionValues([...this.#options.values()], given, this.count, this.known);
  }

  /** Whether somebody gave the option a value. */
  isGiven(name: string): boolean {
    return this.#given.has(name);
  }

  /** The value or the default; `null` where there is neither. */
  optional(name: string): string | null {
    const option = this.#options.get(name);
    const value = this.#given.get(name) ?? option?.default ?? null;
    if (value !== null && option?.choices !== undefined && !option.choices.includes(value)) {
      refuseOption(name, `is one of ${option.choices.join(", ")}, not ${JSON.stringify(value)}`);
    }
    return value;
  }

  text(name: string): string {
    return this.optional(name) ?? "";
  }

  /** Throws `events/option-invalid` for what is no integer of zero or more. */
  integer(name: string): number | null {
    const text = this.optional(name);
    if (text === null) return null;
    const number = Number(text);
    if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(number)) return number;
    return refuseOption(name, `takes an integer of zero or more, not ${JSON.stringify(text)}`);
  }

  /** Throws `events/option-invalid` for what is not JSON. */
  json(name: string): JsonValue | null {
    const text = this.optional(name);
    if (text === null) return null;
    try {
      return parseJson(text);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return refuseOption(
        name,
        `takes JSON: ${why}`,
        "Mind the quotes of your shell: '{\"a\": 1}'.",
      );
    }
  }

  /** Throws `events/option-invalid` for what is no JSON object. */
  object(name: string): JsonObject | null {
    const value = this.json(name);
    if (value === null || isJsonMap(value)) return value;
    return refuseOption(name, "takes a JSON object");
  }

  /** A JSON object of texts; numbers and booleans become text. */
  textMap(name: string): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.object(name) ?? {}).map(([key, value]) => [key, scalarText(name, value)]),
    );
  }

  /** A JSON object whose members are a text or a list of texts. */
  listMap(name: string): Record<string, string[]> {
    return Object.fromEntries(
      Object.entries(this.object(name) ?? {}).map(([key, value]) => [
        key,
        isList(value) ? value.map((each) => scalarText(name, each)) : [scalarText(name, value)],
      ]),
    );
  }

  /** A JSON array of texts; a text that is no JSON array is split at its commas. */
  list(name: string): string[] {
    const text = this.optional(name);
    if (text === null || text === "") return [];
    if (!text.startsWith("[")) return text.split(",").map((each) => each.trim());
    const value = this.json(name);
    return isList(value) ? value.map((each) => scalarText(name, each)) : [];
  }

  /** One for each record asked for. */
  each<Item>(make: (index: number) => Item): Item[] {
    return Array.from({ length: this.count ?? 1 }, (_, index) => make(index));
  }
}

function isJsonMap(value: JsonValue): value is JsonObject {
  return isObject(value);
}

function isList(value: JsonValue | null): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function scalarText(name: string, value: JsonValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return refuseOption(name, `takes texts as members, not ${JSON.stringify(value)}`);
}
