import type { ApiDocument, Operation } from "../../../model/openapi/api-document.ts";

/** How one segment of a path template fits: a literal beats a parameter beats a greedy parameter. */
type SegmentRank = 0 | 1 | 2;

const parameterSegment = /^\{[^{}]+\}$/;
const greedySegment = /^\{[^{}]+\+\}$/;

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A segment with text around its parameters, as HTTP APIs and other servers allow: `{id}.json`. */
function mixedSegment(template: string): RegExp {
  const literals = template.split(/\{[^{}]+\}/).map((literal) => literal.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(`^${literals.join("(.+)")}$`);
}

/** The ranks of a template's segments on a path, `null` when it does not fit. */
function fit(template: string, path: string): readonly SegmentRank[] | null {
  const wanted = template.split("/").slice(1);
  const given = path.split("/").slice(1);
  const ranks: SegmentRank[] = [];
  for (const [index, segment] of wanted.entries()) {
    const value = given[index];
    if (greedySegment.test(segment)) return value === undefined || given.slice(index).join("/") === "" ? null : [...ranks, 2];
    if (value === undefined) return null;
    if (parameterSegment.test(segment) || (segment.includes("{") && mixedSegment(segment).test(decode(value)))) {
      if (value === "") return null;
      ranks.push(1);
    } else if (segment === decode(value)) ranks.push(0);
    else return null;
  }
  return wanted.length === given.length ? ranks : null;
}

function compareRanks(a: readonly SegmentRank[], b: readonly SegmentRank[]): number {
  for (const [index, rank] of a.entries()) {
    const difference = rank - (b[index] ?? rank);
    if (difference !== 0) return difference;
  }
  return b.length - a.length;
}

/** Every operation whose path template fits a path, the most exact first. */
function operationsAt(document: ApiDocument, path: string): readonly Operation[] {
  return document.operations
    .flatMap((operation) => {
      const ranks = fit(operation.path, path);
      return ranks === null ? [] : [{ operation, ranks }];
    })
    .toSorted((a, b) => compareRanks(a.ranks, b.ranks))
    .map(({ operation }) => operation);
}

/**
 * The operation a request reaches: the most exact path first, a declared method before
 * `x-amazon-apigateway-any-method`. `null` when there is none.
 *
 * @example
 * findOperation(document, "GET", "/orders/ORD-7F3A") // GET /orders/{orderId}
 */
export function findOperation(document: ApiDocument, method: string, path: string): Operation | null {
  const [nearest] = operationsAt(document, path);
  if (nearest === undefined) return null;
  const candidates = operationsAt(document, path).filter((operation) => operation.path === nearest.path);
  return candidates.find((operation) => !operation.anyMethod && operation.method === method) ?? candidates.find((operation) => operation.anyMethod) ?? null;
}
