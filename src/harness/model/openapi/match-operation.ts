import type { ApiDocument, Operation } from "./api-document.ts";
import { parsePathTemplate, pathSegments, type PathSegment } from "./path-template.ts";

/** An operation a request path belongs to. */
export interface OperationMatch {
  readonly operation: Operation;
  /** Values as they stand in the path: still percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: Operation;
  readonly segments: readonly PathSegment[];
}

const routes = new WeakMap<readonly Operation[], readonly Route[]>();

/**
 * The operation a method and path belong to: a static segment wins over a parameter, a greedy one
 * comes last, an explicit method wins over any-method. A trailing slash does not count.
 *
 * @param path raw, from `/` on, without the query and without a stage prefix.
 * @example matchOperation(document, "GET", "/orders/17")?.pathParameters // { orderId: "17" }
 */
export function matchOperation(
  document: ApiDocument,
  method: string,
  path: string,
): OperationMatch | null {
  const wanted = method.toUpperCase();
  const matches = matchPath(document, path).filter(
    ({ operation }) => operation.anyMethod || operation.method === wanted,
  );
  return matches[0] ?? null;
}

/** Every operation whose path template takes a path, whatever its method, the most exact first. */
export function matchPath(document: ApiDocument, path: string): readonly OperationMatch[] {
  const parts = pathSegments(path);
  return routesOf(document)
    .flatMap((route) => {
      const pathParameters = matchSegments(route.segments, parts);
      return pathParameters === null
        ? []
        : [{ operation: route.operation, pathParameters, rank: rankOf(route) }];
    })
    .toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ operation, pathParameters }) => ({ operation, pathParameters }));
}

function routesOf({ operations }: ApiDocument): readonly Route[] {
  const known = routes.get(operations);
  if (known !== undefined) return known;
  const made = operations.map((operation) => ({
    operation,
    segments: parsePathTemplate(operation.path),
  }));
  routes.set(operations, made);
  return made;
}

const ranks: Readonly<Record<PathSegment["kind"], string>> = {
  static: "0",
  mixed: "1",
  parameter: "2",
  greedy: "3",
};

/** Compared as text, segment by segment from the left. */
function rankOf({ operation, segments }: Route): string {
  return `${segments.map(({ kind }) => ranks[kind]).join("")}:${operation.anyMethod ? 1 : 0}`;
}

function matchSegments(
  segments: readonly PathSegment[],
  parts: readonly string[],
): Readonly<Record<string, string>> | null {
  const values: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === "greedy") {
      if (index >= parts.length) return null;
      return Object.fromEntries([...values, [segment.name, parts.slice(index).join("/")]]);
    }
    const found = matchSegment(segment, parts[index]);
    if (found === null) return null;
    values.push(...found);
  }
  return segments.length === parts.length ? Object.fromEntries(values) : null;
}

function matchSegment(
  segment: Exclude<PathSegment, { readonly kind: "greedy" }>,
  part: string | undefined,
): readonly [string, string][] | null {
  if (part === undefined || (part === "" && segment.kind !== "static")) return null;
  if (segment.kind === "parameter") return [[segment.name, part]];
  if (segment.kind === "static")
    return segment.text === part || segment.text === decode(part) ? [] : null;
  const match = segment.pattern.exec(part);
  return match === null ? null : segment.names.map((name, index) => [name, match[index + 1] ?? ""]);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
