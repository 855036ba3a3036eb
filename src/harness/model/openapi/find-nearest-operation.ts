import type { ApiDocument, Operation } from "./api-document.ts";
import { matchPath } from "./match-operation.ts";
import { pathSegments } from "./path-template.ts";

/** What a request that belongs to no operation may have meant. */
export interface NearestOperation {
  readonly operation: Operation;
  /** `method`: the path is documented, the method is not; `path`: the path is spelt differently. */
  readonly differsIn: "method" | "path";
}

/**
 * The operation nearest to a method and path that match none, for hints; `null` when nothing is near.
 */
export function findNearestOperation(
  document: ApiDocument,
  method: string,
  path: string,
): NearestOperation | null {
  const [same] = matchPath(document, path);
  if (same !== undefined) return { operation: same.operation, differsIn: "method" };
  const wanted = method.toUpperCase();
  const ranked = document.operations
    .map((operation) => {
      const otherMethod = operation.anyMethod || operation.method === wanted ? 0 : 0.5;
      return { operation, distance: pathDistance(operation.path, path) + otherMethod };
    })
    .toSorted((a, b) => a.distance - b.distance);
  const [best] = ranked;
  const limit = Math.max(2, Math.floor(path.length / 3));
  return best === undefined || best.distance > limit
    ? null
    : { operation: best.operation, differsIn: "path" };
}

/** Edits between the static segments; a parameter takes anything, a missing segment costs its length. */
function pathDistance(template: string, path: string): number {
  const wanted = pathSegments(template);
  const given = pathSegments(path);
  const length = Math.max(wanted.length, given.length);
  let sum = 0;
  for (let index = 0; index < length; index += 1) {
    const a = wanted[index];
    const b = given[index];
    if (a === undefined || b === undefined) sum += Math.max(3, (a ?? b ?? "").length);
    else if (!a.includes("{")) sum += editDistance(a, b);
  }
  return sum;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(a).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const replace = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replace, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
