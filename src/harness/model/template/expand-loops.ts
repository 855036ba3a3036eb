import type { JsonObject, JsonValue } from "../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { type Evaluation, isList, isMap, toText } from "./intrinsics/evaluation.ts";

/** A template whose loops are unrolled, and what is wrong with them. */
export interface UnrolledTemplate {
  readonly source: SourceDocument;
  readonly problems: readonly Problem[];
  /** Where loops are written. */
  readonly loops: readonly SourceLocation[];
}

/** Values of the loops around a place, by identifier. */
type Bindings = ReadonlyMap<string, string>;

/** Where a map stands as written, and where its unrolled form stands. */
interface Place {
  readonly written: JsonPointer;
  readonly unrolled: JsonPointer;
  readonly bindings: Bindings;
}

interface Loop {
  readonly identifier: string;
  readonly collection: JsonValue;
  readonly body: JsonObject;
}

/** More than CloudFormation takes of a whole template (500 resources, 1 MB), and little to hold. */
const mostValues = 100_000;

/** One slip repeats itself with every value. */
const mostProblems = 50;

/** The sections that may hold loops. */
const sections = ["Conditions", "Resources", "Outputs"] as const;

const prefix = "Fn::ForEach";

/**
 * Unrolls `Fn::ForEach` in Resources, Outputs and Conditions and in the properties of resources:
 * `${Identifier}` and `{ Ref: Identifier }` become each value of the collection, `&{Identifier}` the
 * value without what is no letter or digit. Places of the result are those of the loop's body
 * (source: CloudFormation template reference, "Fn::ForEach").
 */
export function expandLoops(
  source: SourceDocument,
  evaluate: (value: JsonValue) => Evaluation,
): UnrolledTemplate {
  if (!source.text.includes(prefix) || !isMap(source.value))
    return { source, problems: [], loops: [] };
  const unroller = new Unroller(source, evaluate);
  const root: Record<string, JsonValue> = { ...source.value };
  for (const name of sections) {
    const section = root[name];
    const place = joinPointer("", name);
    if (section !== undefined)
      root[name] = unroller.value(section, {
        written: place,
        unrolled: place,
        bindings: new Map(),
      });
  }
  const { origins, problems } = unroller;
  const loops = [...unroller.loops].map((pointer) => source.locate(pointer));
  const locate: SourceDocument["locate"] = (pointer, part) =>
    source.locate(originOf(pointer, origins), part);
  return { source: { ...source, value: root, locate }, problems, loops };
}

/** The place in the text of a place in the unrolled template. */
function originOf(
  pointer: JsonPointer,
  origins: ReadonlyMap<JsonPointer, JsonPointer>,
): JsonPointer {
  let unrolled = "";
  let written = "";
  for (const token of splitPointer(pointer)) {
    unrolled = joinPointer(unrolled, token);
    written = origins.get(unrolled) ?? joinPointer(written, token);
  }
  return written;
}

class Unroller {
  readonly origins = new Map<JsonPointer, JsonPointer>();
  readonly problems: Problem[] = [];
  readonly loops = new Set<JsonPointer>();
  readonly #source: SourceDocument;
  readonly #evaluate: (value: JsonValue) => Evaluation;
  #values = 0;
  #spent = false;

  constructor(source: SourceDocument, evaluate: (value: JsonValue) => Evaluation) {
    this.#source = source;
    this.#evaluate = evaluate;
  }

  value(value: JsonValue, place: Place): JsonValue {
    this.#values += 1;
    if (typeof value === "string") return substitute(value, place.bindings);
    if (isList(value))
      return value.map((item, index) => this.value(item, inside(place, String(index))));
    if (!isMap(value)) return value;
    const bound = boundReference(value, place.bindings);
    return bound ?? this.#map(value, place);
  }

  #map(map: JsonObject, place: Place): JsonObject {
    const into = new Map<string, JsonValue>();
    this.#members(map, place, into, null);
    return Object.fromEntries(into);
  }

  /** Adds the members of a map; those of a loop's body stand beside the loop. */
  #members(map: JsonObject, place: Place, into: Map<string, JsonValue>, loop: string | null): void {
    for (const [key, member] of Object.entries(map)) {
      if (key.startsWith(prefix)) {
        this.#loop(key, member, place, into);
        continue;
      }
      const name = substitute(key, place.bindings);
      if (into.has(name) && (loop !== null || name !== key)) {
        this.#refuse(
          joinPointer(place.written, key),
          `${loop ?? "The loop"} makes ${name} more than once; each key has to be made by one value alone.`,
          `Let the key hold the loop's identifier, as in ${key}\${…}.`,
        );
        continue;
      }
      const child = inside(place, key, name);
      if (loop !== null || name !== key) this.origins.set(child.unrolled, child.written);
      into.set(name, this.value(member, child));
    }
  }

  #loop(key: string, written: JsonValue, place: Place, into: Map<string, JsonValue>): void {
    const at = joinPointer(place.written, key);
    const loop = readLoop(written);
    this.loops.add(at);
    if (loop === null) {
      this.#refuse(
        at,
        `${key} is no loop: it takes an identifier, a collection and a map.`,
        `Write ${key}: [Identifier, [First, Second], { "Name\${Identifier}": … }].`,
      );
      return;
    }
    const items = this.#items(key, this.value(loop.collection, place), at);
    const written2 = joinPointer(at, "2");
    for (const item of items) {
      if (this.#isSpent(key, at)) return;
      const bindings = new Map([...place.bindings, [loop.identifier, item]]);
      this.#members(loop.body, { ...place, written: written2, bindings }, into, key);
    }
  }

  #items(key: string, collection: JsonValue, at: JsonPointer): readonly string[] {
    const result = this.#evaluate(collection);
    if (result.known === false) {
      this.problems.push(
        createProblem({
          code: "template/loop-not-unrolled",
          message: `${key} is not unrolled, because its collection is not known here: ${result.reason}.`,
          location: this.#source.locate(joinPointer(at, "1")),
        }),
      );
      return [];
    }
    const items = result.known === true && isList(result.value) ? result.value.map(toText) : null;
    if (items?.every((item) => item !== null) === true)
      return items.filter((item) => item !== null);
    this.#refuse(
      joinPointer(at, "1"),
      `The collection of ${key} is not a list of texts.`,
      "Give a list, or the Ref of a parameter of type CommaDelimitedList.",
    );
    return [];
  }

  #isSpent(key: string, at: JsonPointer): boolean {
    if (this.#values <= mostValues) return false;
    if (!this.#spent)
      this.#refuse(
        at,
        `${key} makes more than CloudFormation takes: over ${mostValues} values.`,
        "Shorten its collection or those of the loops around it.",
      );
    this.#spent = true;
    return true;
  }

  #refuse(at: JsonPointer, message: string, hint: string): void {
    const location = this.#source.locate(at);
    if (this.problems.length >= mostProblems) return;
    if (this.problems.some((told) => told.message === message)) return;
    this.problems.push(createProblem({ code: "template/loop-invalid", message, location, hint }));
  }
}

function inside(place: Place, key: string, name: string = key): Place {
  return {
    written: joinPointer(place.written, key),
    unrolled: joinPointer(place.unrolled, name),
    bindings: place.bindings,
  };
}

function readLoop(written: JsonValue): Loop | null {
  const [identifier, collection, body, ...others] = isList(written) ? written : [];
  if (typeof identifier !== "string" || collection === undefined || !isMap(body)) return null;
  return others.length > 0 ? null : { identifier, collection, body };
}

function substitute(text: string, bindings: Bindings): string {
  if (bindings.size === 0) return text;
  return text.replaceAll(/([$&])\{(\w+)\}/g, (written, sign: string, name: string) => {
    const value = bindings.get(name);
    if (value === undefined) return written;
    return sign === "$" ? value : value.replaceAll(/[^A-Za-z0-9]/g, "");
  });
}

/** The value of a loop's identifier where the whole map is its `Ref`. */
function boundReference(map: JsonObject, bindings: Bindings): string | null {
  const name = map["Ref"];
  if (bindings.size === 0 || typeof name !== "string" || Object.keys(map).length !== 1) return null;
  return bindings.get(name) ?? null;
}
