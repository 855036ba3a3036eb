import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { joinPointer, splitPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { SourceLocation } from "../../../core/problem.ts";
import type { SourceDocument } from "../../../core/source-document.ts";
import { isList, isMap } from "../../template/intrinsics/evaluation.ts";
import type { Resolved } from "../../template/template-model.ts";
import type { Mount } from "./compose-source.ts";

/** A body as written, and what may be asked while it is expanded. */
export interface BodyInput {
  readonly value: JsonValue;
  readonly source: SourceDocument;
  /** Where the body stands in its source. */
  readonly pointer: JsonPointer;
  /** Whether a condition of the template holds. */
  condition(name: string): Resolved<boolean>;
  /**
   * Reads the file of an `AWS::Include` at a place, `around` which lie those files, outermost first;
   * `null` when it cannot be read, or is not to be, which is told elsewhere.
   */
  include(
    location: JsonValue,
    place: SourceLocation,
    around: readonly string[],
  ): SourceDocument | null;
}

/** A body as CloudFormation hands it on. */
export interface ExpandedBody {
  readonly value: JsonValue;
  readonly mounts: readonly Mount[];
  /** Conditions that cannot be decided; the first branch was taken. */
  readonly undecided: readonly {
    readonly condition: string;
    readonly why: { readonly reason: string; readonly missing?: string };
    readonly source: SourceDocument;
    readonly pointer: JsonPointer;
  }[];
}

/** Deeper than any document nests; what lies below is taken as it stands. */
const deepest = 100;

interface Place {
  readonly source: SourceDocument;
  /** Where the value stands in the expanded body. */
  readonly at: JsonPointer;
  readonly pointer: JsonPointer;
  readonly depth: number;
  /** The files around it, outermost first, the one it is written in last. */
  readonly around: readonly string[];
}

/**
 * Puts included files in the place of `AWS::Include` wherever it stands (keys of the file win over
 * keys beside it), and the chosen branch in the place of each `Fn::If`; members and items that are
 * `AWS::NoValue` go. Where a condition cannot be decided, an `Fn::If` about a path, an operation or an
 * integration gives its first branch, and any other stays as written, as other intrinsics do.
 */
export function expandBody(input: BodyInput): ExpandedBody {
  const { source, pointer } = input;
  const mounts: Mount[] = [{ at: "", source, pointer, whole: false }];
  const expansion = new Expansion(input, mounts);
  const value = expansion.expand(input.value, {
    source,
    at: "",
    pointer,
    depth: 0,
    around: [source.file],
  });
  return { value: value ?? {}, mounts, undecided: expansion.undecided };
}

/** True for a value that `expandBody` would change. */
export function needsExpansion(value: JsonValue): boolean {
  const text = JSON.stringify(value);
  return ['"Fn::Transform"', '"Fn::If"', '"AWS::NoValue"'].some((part) => text.includes(part));
}

class Expansion {
  readonly undecided: ExpandedBody["undecided"][number][] = [];
  readonly #input: BodyInput;
  readonly #mounts: Mount[];

  constructor(input: BodyInput, mounts: Mount[]) {
    this.#input = input;
    this.#mounts = mounts;
  }

  /** `undefined` when `AWS::NoValue` removes the value. */
  expand(value: JsonValue, place: Place): JsonValue | undefined {
    if (place.depth > deepest) return value;
    if (isList(value)) return this.#items(value, place);
    if (!isMap(value)) return value;
    if (isNoValue(value)) return undefined;
    const choice = value["Fn::If"];
    if (choice !== undefined && Object.keys(value).length === 1)
      return this.#choose(value, choice, place);
    const locations = locationsOf(value["Fn::Transform"]);
    if (locations.length > 0) return this.#include(value, locations, place);
    return this.#members(value, place);
  }

  /** Those behind an item that goes stand elsewhere than their number says. */
  #items(list: readonly JsonValue[], place: Place): readonly JsonValue[] {
    const items: JsonValue[] = [];
    for (const [index, item] of list.entries()) {
      const own = { ...below(place, index), at: joinPointer(place.at, items.length) };
      const { at, source, pointer } = own;
      if (items.length !== index) this.#mounts.push({ at, source, pointer, whole: false });
      const expanded = this.expand(item, own);
      if (expanded !== undefined) items.push(expanded);
    }
    return items;
  }

  #members(value: JsonObject, place: Place): JsonObject {
    const members: [string, JsonValue][] = [];
    for (const [key, member] of Object.entries(value)) {
      const expanded = this.expand(member, below(place, key));
      if (expanded !== undefined) members.push([key, expanded]);
    }
    return Object.fromEntries(members);
  }

  #choose(written: JsonObject, argument: JsonValue, place: Place): JsonValue | undefined {
    const isStructure = decidesStructure(place.at);
    const [condition, whenTrue, whenFalse] = isList(argument) ? argument : [];
    if (typeof condition !== "string" || whenTrue === undefined || whenFalse === undefined)
      return isStructure ? undefined : written;
    const decision = this.#input.condition(condition);
    if (!decision.known) {
      if (!isStructure) return written;
      const { source, pointer } = place;
      this.undecided.push({ condition, why: decision, source, pointer });
    }
    const isFirst = decision.known ? decision.value : !isNoValue(whenTrue);
    const pointer = joinPointer(place.pointer, "Fn::If", isFirst ? 1 : 2);
    const chosen = isFirst ? whenTrue : whenFalse;
    if (isNoValue(chosen)) return undefined;
    this.#mounts.push({ at: place.at, source: place.source, pointer, whole: false });
    return this.expand(chosen, { ...place, pointer, depth: place.depth + 1 });
  }

  /** Of several includes on one map the later wins, as far as they have the same keys. */
  #include(value: JsonObject, locations: readonly JsonValue[], place: Place): JsonValue {
    const { "Fn::Transform": _transform, ...siblings } = value;
    let result: JsonValue = this.#members(siblings, place);
    for (const location of locations) result = this.#includeOne(result, location, place);
    return result;
  }

  #includeOne(own: JsonValue, location: JsonValue, place: Place): JsonValue {
    const written = place.source.locate(joinPointer(place.pointer, "Fn::Transform"));
    const source = this.#input.include(location, written, place.around);
    if (source === null) return own;
    const { value: included } = source;
    const inside = { ...place, source, pointer: "", around: [...place.around, source.file] };
    if (!isMap(included)) {
      if (!isMap(own) || Object.keys(own).length > 0) return own;
      this.#mounts.push({ at: place.at, source, pointer: "", whole: false });
      return this.expand(included, inside) ?? null;
    }
    for (const key of Object.keys(included)) {
      const at = joinPointer(place.at, key);
      this.#mounts.push({ at, source, pointer: joinPointer("", key), whole: false });
    }
    return { ...(isMap(own) ? own : {}), ...this.#members(included, inside) };
  }
}

function below(place: Place, key: string | number): Place {
  const { at, pointer, depth } = place;
  return {
    ...place,
    at: joinPointer(at, key),
    pointer: joinPointer(pointer, key),
    depth: depth + 1,
  };
}

function isNoValue(value: JsonValue): boolean {
  return isMap(value) && value["Ref"] === "AWS::NoValue";
}

/** The document itself, `paths`, a path item, an operation, an integration. */
function decidesStructure(at: JsonPointer): boolean {
  const tokens = splitPointer(at);
  const [first, , , fourth] = tokens;
  if (tokens.length === 0) return true;
  if (first !== "paths" || tokens.length > 4) return false;
  return fourth === undefined || fourth === "x-amazon-apigateway-integration";
}

/** The locations of `AWS::Include`, one or a list of them; none for other macros. */
function locationsOf(transform: JsonValue | undefined): readonly JsonValue[] {
  const macros = transform === undefined ? [] : isList(transform) ? transform : [transform];
  const locations = macros.map((macro) => {
    const isInclude = isMap(macro) && macro["Name"] === "AWS::Include";
    const parameters = isInclude ? macro["Parameters"] : undefined;
    return isMap(parameters) ? (parameters["Location"] ?? null) : null;
  });
  return locations.includes(null) ? [] : locations;
}
