/** A resource of the API, as far as routing goes. */
export interface Resource<Route> {
  /** Path template. */
  readonly path: string;
  /** By upper-case method. */
  readonly methods: Map<string, Route>;
  /** `x-amazon-apigateway-any-method`. */
  any: Route | null;
}

/** A resource that matched, with the values of its variables as they stand in the path. */
export interface ResourceMatch<Route> {
  readonly resource: Resource<Route>;
  /** `null` for a template without variables. */
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

/** A route to add: `method` is upper case, or `null` for any method. */
export interface RouteEntry<Route> {
  readonly path: string;
  readonly method: string | null;
  readonly route: Route;
}

interface Node<Route> {
  readonly statics: Map<string, Node<Route>>;
  variable: { readonly name: string; readonly node: Node<Route> } | null;
  greedy: { readonly name: string; readonly node: Node<Route> } | null;
  resource: Resource<Route> | null;
}

function emptyNode<Route>(): Node<Route> {
  return { statics: new Map(), variable: null, greedy: null, resource: null };
}

const anyMethods: ReadonlySet<string> = new Set([
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
]);

/**
 * The resource tree of a REST API: at each level a static part is preferred to `{variable}`, and
 * that to `{greedy+}`. The resource is chosen first, then the method on it.
 */
export class Router<Route> {
  readonly #root: Node<Route> = emptyNode();

  /**
   * Adds a route. Returns what API Gateway would say instead of creating the resource, or `null`
   * when it is added.
   */
  add(entry: RouteEntry<Route>): string | null {
    let node = this.#root;
    let parent = "";
    for (const part of partsOf(entry.path)) {
      if (parent.endsWith("+}")) {
        return `Cannot create a child of a resource with a greedy path variable: ${parent}`;
      }
      const next = childOf(node, part);
      if (typeof next === "string") return next;
      node = next;
      parent = part;
    }
    node.resource ??= { path: entry.path, methods: new Map(), any: null };
    if (node.resource.path !== entry.path) {
      return `Another resource with the same path already exists: ${node.resource.path}`;
    }
    if (entry.method === null) node.resource.any = entry.route;
    else node.resource.methods.set(entry.method, entry.route);
    return null;
  }

  /** Finds the resource of a raw path (no stage, no query); one trailing slash is ignored. */
  match(path: string): ResourceMatch<Route> | null {
    const end = path.length > 1 && path.endsWith("/") ? path.length - 1 : path.length;
    const values: string[] = [];
    const names: string[] = [];
    const resource = descend(this.#root, path.slice(0, end), 0, names, values)?.resource ?? null;
    if (resource === null) return null;
    if (names.length === 0) return { resource, pathParameters: null };
    const pairs = names.map((name, index) => [name, values[index] ?? ""] as const);
    return { resource, pathParameters: Object.fromEntries(pairs) };
  }
}

/** The route a resource has for a method: the exact one, else its any-method. */
export function routeFor<Route>(resource: Resource<Route>, method: string): Route | null {
  return resource.methods.get(method) ?? (anyMethods.has(method) ? resource.any : null);
}

function partsOf(path: string): readonly string[] {
  return path.split("/").filter((part) => part !== "");
}

function childOf<Route>(node: Node<Route>, part: string): Node<Route> | string {
  const variable = /^\{([^{}+]+)(\+?)\}$/u.exec(part);
  if (variable === null) {
    if (/[{}]/u.test(part)) {
      return `Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end: ${part}`;
    }
    const known = node.statics.get(part);
    if (known !== undefined) return known;
    const made = emptyNode<Route>();
    node.statics.set(part, made);
    return made;
  }
  const [, name = "", plus = ""] = variable;
  const slot = plus === "+" ? "greedy" : "variable";
  const sibling = node.variable ?? node.greedy;
  if (sibling === null) {
    const made = { name, node: emptyNode<Route>() };
    node[slot] = made;
    return made.node;
  }
  if (node[slot]?.name === name) return node[slot].node;
  const written = node.variable === null ? `{${sibling.name}+}` : `{${sibling.name}}`;
  return `A sibling (${written}) of this resource already has a variable path part -- only one is allowed`;
}

/**
 * Walks down from `node`, `offset` standing at the slash before the next part. Falls back to a less
 * specific branch when the preferred one leads to no resource.
 */
function descend<Route>(
  node: Node<Route>,
  path: string,
  offset: number,
  names: string[],
  values: string[],
): Node<Route> | null {
  if (offset >= path.length || (offset === 0 && path === "/")) {
    return node.resource === null ? null : node;
  }
  const start = offset + 1;
  const slash = path.indexOf("/", start);
  const end = slash === -1 ? path.length : slash;
  const part = path.slice(start, end);
  const fixed = node.statics.get(part);
  if (fixed !== undefined) {
    const found = descend(fixed, path, end, names, values);
    if (found !== null) return found;
  }
  if (node.variable !== null && part !== "") {
    const depth = names.length;
    names.push(node.variable.name);
    values.push(part);
    const found = descend(node.variable.node, path, end, names, values);
    if (found !== null) return found;
    names.length = depth;
    values.length = depth;
  }
  return matchGreedy(node, path, start, names, values);
}

/** A greedy variable takes the rest, without leading and trailing slashes; it needs at least a character. */
function matchGreedy<Route>(
  node: Node<Route>,
  path: string,
  start: number,
  names: string[],
  values: string[],
): Node<Route> | null {
  if (node.greedy === null) return null;
  const value = path.slice(start).replace(/^\/+/u, "").replace(/\/+$/u, "");
  if (value === "") return null;
  names.push(node.greedy.name);
  values.push(value);
  return node.greedy.node;
}
