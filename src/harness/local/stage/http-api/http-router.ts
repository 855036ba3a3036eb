/** A route to add: `method` is upper case, or `null` for any method. */
export interface HttpRouteEntry<Route> {
  /** Path template; of no meaning for the default route. */
  readonly path: string;
  readonly method: string | null;
  /** `$default`: takes what no other route does. */
  readonly isDefault: boolean;
  readonly route: Route;
}

/** A route that matched, with the values of its variables as they stand in the path. */
export interface HttpRouteMatch<Route> {
  readonly route: Route;
  /** `null` for a route without variables. */
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

interface Segment {
  readonly kind: "static" | "variable" | "greedy";
  /** The text, or the name of the variable. */
  readonly text: string;
}

interface Prepared<Route> {
  readonly entry: HttpRouteEntry<Route>;
  readonly segments: readonly Segment[];
  /** Sorts before another route that is asked later. */
  readonly rank: string;
}

/**
 * The routes of an HTTP API. A route matches by path and method; of several, a full match of the path
 * comes before a greedy one and the default route last, a static part before a variable, a method
 * before any method. A trailing slash counts.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export class HttpRouter<Route> {
  readonly #routes: readonly Prepared<Route>[];

  constructor(entries: readonly HttpRouteEntry<Route>[]) {
    this.#routes = entries
      .map(prepare)
      .toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  }

  /** Finds the route of a method and a raw path (no stage, no query). */
  match(method: string, path: string): HttpRouteMatch<Route> | null {
    const parts = path.slice(1).split("/");
    for (const { entry, segments } of this.#routes) {
      if (entry.method !== null && entry.method !== method) continue;
      if (entry.isDefault) return { route: entry.route, pathParameters: null };
      const values = matchSegments(segments, parts);
      if (values === null) continue;
      const pathParameters = values.length === 0 ? null : Object.fromEntries(values);
      return { route: entry.route, pathParameters };
    }
    return null;
  }

  /** Does a route of some method take a path? The default route does not count. */
  hasPath(path: string): boolean {
    const parts = path.slice(1).split("/");
    return this.#routes.some(
      ({ entry, segments }) => !entry.isDefault && matchSegments(segments, parts) !== null,
    );
  }
}

function prepare<Route>(entry: HttpRouteEntry<Route>): Prepared<Route> {
  const segments = entry.path.slice(1).split("/").map(readSegment);
  return { entry, segments, rank: rankOf(entry, segments) };
}

function readSegment(part: string): Segment {
  const [, name, plus] = /^\{([^{}+]+)(\+?)\}$/u.exec(part) ?? [];
  if (name === undefined) return { kind: "static", text: decode(part) };
  return { kind: plus === "+" ? "greedy" : "variable", text: name };
}

const ranks: Readonly<Record<Segment["kind"], string>> = {
  static: "0",
  variable: "1",
  greedy: "2",
};

/** Compared as text: full match, greedy, default; then part by part; then the method. */
function rankOf(
  { isDefault, method }: HttpRouteEntry<unknown>,
  segments: readonly Segment[],
): string {
  const isGreedy = segments.some(({ kind }) => kind === "greedy");
  const group = isDefault ? "2" : isGreedy ? "1" : "0";
  const parts = segments.map(({ kind }) => ranks[kind]).join("");
  return `${group}${parts}:${method === null ? "1" : "0"}`;
}

function matchSegments(
  segments: readonly Segment[],
  parts: readonly string[],
): readonly (readonly [string, string])[] | null {
  const values: (readonly [string, string])[] = [];
  for (const [index, { kind, text }] of segments.entries()) {
    const part = parts[index];
    if (part === undefined) return null;
    if (kind === "greedy") {
      const rest = parts.slice(index).join("/");
      return rest === "" ? null : [...values, [text, rest]];
    }
    if (kind === "static" ? decode(part) !== text : part === "") return null;
    if (kind === "variable") values.push([text, part]);
  }
  return segments.length === parts.length ? values : null;
}

function decode(part: string): string {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
