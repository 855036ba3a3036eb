import {
  constructFromEvents,
  defineMappingTag,
  defineScalarTag,
  NOT_RESOLVED,
  parseEvents,
  Schema,
  seqTag,
  strTag,
  type Event,
  type ScalarTagDefinition,
} from "js-yaml";
import { isJsonValue, type JsonValue } from "./json.ts";

/** Deeper documents are left to the parser that can say where it gave up. */
export const deepestPlainYaml = 500;
/** YAML 1.2, section 7.4.2: longer keys need a `?`, about which parsers differ. */
const longestKey = 1000;

/** Stops the parse: what stands here is read with positions, by the parser that is the judge of it. */
class NotPlain extends Error {}

function scalar<Result>(
  name: string,
  pattern: RegExp,
  read: (source: string) => Result,
): ScalarTagDefinition<Result> {
  return defineScalarTag(`tag:yaml.org,2002:${name}`, {
    implicit: true,
    identify: () => false,
    resolve: (source) => (pattern.test(source) ? read(source) : NOT_RESOLVED),
  });
}

function finite(source: string): number {
  const value = Number(source);
  if (!Number.isFinite(value)) throw new NotPlain("a number too large");
  return value;
}

type Members = Record<string, unknown>;

const map = defineMappingTag<Members>("tag:yaml.org,2002:map", {
  create: () => ({}),
  identify: () => false,
  keys: (members) => Object.keys(members),
  get: (members, key) => members[String(key)],
  has: (members, key) => Object.hasOwn(members, String(key)),
  addPair: (members, key, value) => {
    if (typeof key !== "string" && typeof key !== "number" && typeof key !== "boolean")
      return "a key that is no text";
    const name = String(key);
    // A merge key (YAML 1.1) has rules of its own.
    if (name === "<<" || name.length > longestKey) return "a special key";
    if (name !== "__proto__") members[name] = value;
    else {
      const property = { value, enumerable: true, configurable: true, writable: true };
      Object.defineProperty(members, name, property);
    }
    return "";
  },
});

/**
 * Scalars exactly as the positioned parser reads them (YAML 1.2 core schema, section 10.3.2): no dates, no
 * `yes`, no underscores; octal only as `0o17`.
 */
const plainSchema = new Schema([
  strTag,
  seqTag,
  map,
  scalar("null", /^(?:~|[Nn]ull|NULL)?$/, () => null),
  scalar("bool", /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/, (source) => /^[Tt]/.test(source)),
  scalar("int", /^(?:0o[0-7]+|[-+]?[0-9]+|0x[0-9a-fA-F]+)$/, (source) => finite(source)),
  scalar(
    "float",
    /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/,
    (source) => finite(source),
  ),
]);

/** Directives, escaped and odd line ends, tabs as indents, told indents of block texts: parsers differ about them. */
const unusual =
  /^%|\\$|\r(?!\n)|^ *\t|[\u0085\u2028\u2029\uFEFF]|[|>](?:[-+]?[1-9]|[1-9][-+])[ \t]*(?:#.*)?$/m;

/** A tag, an anchor or an alias. */
function isMarked(event: Event): boolean {
  return (
    ("tagStart" in event && event.tagStart !== -1) ||
    ("anchorStart" in event && event.anchorStart !== -1)
  );
}

/**
 * Parses YAML that is beyond doubt, several times faster than with positions; `null` for everything else:
 * syntax errors, duplicate and merge keys, aliases, tags, several documents, numbers beyond JSON, depth. What it
 * gives is what the positioned parser gives.
 */
export function parsePlainYaml(source: string): { readonly value: JsonValue } | null {
  if (unusual.test(source)) return null;
  try {
    const events = parseEvents(source, { maxDepth: deepestPlainYaml });
    if (events.some(isMarked)) return null;
    const documents = constructFromEvents(events, { source, schema: plainSchema });
    const [value] = documents;
    return documents.length === 1 && isJsonValue(value) ? { value } : null;
  } catch {
    return null;
  }
}
