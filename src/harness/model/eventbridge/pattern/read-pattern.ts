import type { Element } from "./element.ts";
import { JsonTokens } from "./json-tokens.ts";
import { longestPattern, refusedByMode, type PatternMode } from "./pattern-mode.ts";
import { PatternRejection } from "./pattern-rejection.ts";
import type { ReadElement } from "./expression-parts.ts";
import { readMatchExpression, readPlainElement } from "./read-match-expression.ts";
import { highestComplexity, wildcardComplexity } from "./wildcard-complexity.ts";

/** What one field has to hold: one of the elements. */
export interface Constraint {
  /** Keys joined by dots. */
  readonly path: string;
  readonly elements: readonly Element[];
  /** The elements as they are written, in the same order. */
  readonly written: readonly string[];
}

/** Fields that all have to hold; a pattern without `$or` is one of these. */
export interface SubRule {
  /** In the order of UTF-16 units of their paths, in which the service judges them. */
  readonly constraints: readonly Constraint[];
}

/** A pattern that can be matched: one of its sub-rules has to hold. */
export interface EventPattern {
  readonly subRules: readonly SubRule[];
  /** Of its wildcards; 0 without any. */
  readonly complexity: number;
}

/** Why a text is no pattern. */
export interface RejectedPattern {
  /** The first line of the service's reason. */
  readonly rejected: string;
  /** Where reading stopped, in UTF-16 code units. */
  readonly offset: number;
}

/** Field names that cannot be used below `$or`: operators of today and of other times. */
const reservedBelowOr: ReadonlySet<string> = new Set([
  "exactly",
  "equals-ignore-case",
  "prefix",
  "suffix",
  "anything-but",
  "exists",
  "wildcard",
  "numeric",
  "cidr",
  "=",
  "<",
  "<=",
  ">",
  ">=",
  "regex",
  "not-wildcard",
  "not-equals-ignore-case",
  "date-after",
  "date-on-or-after",
  "date-before",
  "date-on-or-before",
  "in-date-range",
  "ip-address-in-range",
  "ip-address-not-in-range",
]);
const mostCombinations = 1000;
const mostPaths = 256;

interface ReadConstraint extends Constraint {
  readonly wildcards: ReadElement["wildcards"];
}

type Branch = Map<string, ReadConstraint>;

/** Reads one pattern; branches are the combinations of `$or` met so far. */
class PatternReader {
  readonly #tokens: JsonTokens;

  constructor(source: string) {
    this.#tokens = new JsonTokens(source);
  }

  read(): readonly Branch[] {
    if (this.#tokens.next().kind !== "{") this.#tokens.reject("Filter is not an object");
    return this.#object([new Map()], "", false);
  }

  /** The members of an object, of which the brace has been read. */
  #object(before: readonly Branch[], prefix: string, belowOr: boolean): readonly Branch[] {
    let branches = before;
    let empty = true;
    for (let name = this.#tokens.next(); name.kind !== "}"; name = this.#tokens.next()) {
      empty = false;
      branches =
        name.text === "$or"
          ? this.#or(branches, prefix)
          : this.#member(branches, prefix, name.text, belowOr);
    }
    return empty ? this.#tokens.reject("Empty objects are not allowed") : branches;
  }

  #member(
    branches: readonly Branch[],
    prefix: string,
    name: string,
    belowOr: boolean,
  ): readonly Branch[] {
    if (belowOr && reservedBelowOr.has(name)) {
      this.#tokens.reject(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
    }
    const value = this.#tokens.next();
    if (value.kind === "{") return this.#object(branches, `${prefix}${name}.`, belowOr);
    if (value.kind !== "[") this.#tokens.reject(`"${name}" must be an object or an array`);
    const constraint = this.#list(`${prefix}${name}`);
    // What is written later takes the place of what the branch has for the same field.
    for (const branch of branches) branch.set(constraint.path, constraint);
    return branches;
  }

  #or(branches: readonly Branch[], prefix: string): readonly Branch[] {
    if (this.#tokens.next().kind !== "[") {
      this.#tokens.reject("It must be an Array followed with $or.");
    }
    const all: Branch[] = [];
    let count = 0;
    for (let token = this.#tokens.next(); token.kind !== "]"; token = this.#tokens.next()) {
      count += 1;
      if (token.kind !== "{") {
        this.#tokens.reject("Only JSON object is allowed in array of $or relationship.");
      }
      const copies = branches.map((branch) => new Map(branch));
      all.push(...this.#object(copies, prefix, true));
      if (all.length > mostCombinations) {
        this.#tokens.reject(`More than ${String(mostCombinations)} combinations of $or`);
      }
    }
    return count < 2
      ? this.#tokens.reject("There must have at least 2 Objects in $or relationship.")
      : all;
  }

  /** The elements of a list, of which the bracket has been read. */
  #list(path: string): ReadConstraint {
    const elements: Element[] = [];
    const written: string[] = [];
    const wildcards: ReadElement["wildcards"][number][] = [];
    for (let token = this.#tokens.next(); token.kind !== "]"; token = this.#tokens.next()) {
      const { start } = this.#tokens;
      if (token.kind === "{") {
        const read = readMatchExpression(this.#tokens);
        elements.push(read.element);
        wildcards.push(...read.wildcards);
      } else elements.push(this.#plain(token));
      written.push(this.#tokens.since(start));
    }
    if (elements.length === 0) this.#tokens.reject("Empty arrays are not allowed");
    return { path, elements, written, wildcards };
  }

  #plain(token: Parameters<typeof readPlainElement>[0]): Element {
    return (
      readPlainElement(token) ??
      this.#tokens.reject("Match value must be String, number, true, false, or null")
    );
  }
}

/** Code units, not the language's order: the service judges fields in this one. */
function byPath(one: Constraint, other: Constraint): number {
  if (one.path === other.path) return 0;
  return one.path < other.path ? -1 : 1;
}

/** That of the most complex field; `$or` is judged one combination at a time. */
function complexityOf(branches: readonly Branch[]): number {
  const known = new Map<ReadElement["wildcards"], number>();
  for (const branch of branches) {
    for (const { wildcards } of branch.values()) {
      if (wildcards.length === 0 || known.has(wildcards)) continue;
      known.set(wildcards, wildcardComplexity(wildcards));
    }
  }
  return Math.max(0, ...known.values());
}

function compile(source: string, mode: PatternMode): EventPattern {
  const longest = longestPattern(mode);
  if (source.length > longest) {
    throw new PatternRejection(
      `Member must have length less than or equal to ${String(longest)}`,
      longest,
    );
  }
  const branches = new PatternReader(source).read();
  for (const branch of branches) {
    if (branch.size > mostPaths) {
      throw new PatternRejection(
        `Size of rule exceeds max value of ${String(mostPaths)}`,
        source.length,
      );
    }
  }
  const complexity = complexityOf(branches);
  if (complexity > highestComplexity) {
    throw new PatternRejection(
      "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character",
      source.length,
    );
  }
  const subRules = branches.map((branch) => ({
    constraints: [...branch.values()]
      .map(({ path, elements, written }) => ({ path, elements, written }))
      .toSorted(byPath),
  }));
  const refused = refusedByMode(mode, source, subRules);
  if (refused !== null) throw new PatternRejection(refused, source.length);
  return { complexity, subRules };
}

/**
 * Reads the pattern of a rule from its JSON text, as EventBridge's own compiler does: numbers as they
 * are written, keys that are there twice, errors in the order of the text. What stands behind the
 * closing brace is not looked at.
 *
 * @param source JSON text, at most 4,096 UTF-16 code units (262,144 for SNS)
 * @param mode who reads it: others take fewer operators than rules do
 * @returns the pattern, or why it is none in the service's words
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @example
 * readPattern('{"source": ["orders"], "detail": {"total": [{"numeric": [">", 100]}]}}')
 */
export function readPattern(
  source: string,
  mode: PatternMode = "eventbridge",
): EventPattern | RejectedPattern {
  try {
    return compile(source, mode);
  } catch (error) {
    if (error instanceof PatternRejection) {
      return { rejected: error.message, offset: error.offset };
    }
    throw error;
  }
}
