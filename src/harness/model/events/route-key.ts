/** What a route is told by. */
export interface RouteOfKey {
  readonly method: string;
  readonly anyMethod: boolean;
  /** `$default` with or without a slash. */
  readonly path: string;
}

/** Is it the route that takes what no other route does? */
export function isDefaultRoute({ anyMethod, path }: Omit<RouteOfKey, "method">): boolean {
  return anyMethod && (path === "/$default" || path === "$default");
}

/**
 * The route key of an HTTP API's route.
 *
 * @example routeKeyOf({ method: "GET", anyMethod: false, path: "/orders" }) // "GET /orders"
 */
export function routeKeyOf(route: RouteOfKey): string {
  if (isDefaultRoute(route)) return "$default";
  return `${route.anyMethod ? "ANY" : route.method} ${route.path}`;
}
