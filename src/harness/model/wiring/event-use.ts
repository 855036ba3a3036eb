import { matchesArn } from "./permissions.ts";
import type { ApiFacts, EventFacts } from "./wiring-facts.ts";

/**
 * The document has the route, or the event lets its function be invoked for a route the document
 * has, which is all that an event on `/{proxy+}` may be for. A route on any method covers every
 * method, and an event on any method is met by any operation.
 */
export function isEventUsed(
  { operations }: Pick<ApiFacts, "operations">,
  { route, resource }: EventFacts,
): boolean {
  const shape = shapeOf(route.path);
  const pattern = shape.replaceAll(/\{\+?\}/g, "*");
  return operations.some(({ operation, fn }) => {
    const isMethod = operation.anyMethod || route.anyMethod || operation.method === route.method;
    if (!isMethod) return false;
    const own = shapeOf(operation.path);
    return (
      own === shape || (fn?.resource.logicalId === resource.logicalId && matchesArn(pattern, own))
    );
  });
}

/**
 * A path without the names of its parameters and without a trailing slash, which do not matter to API
 * Gateway, and with the slash at its start, whose lack is told by itself.
 */
function shapeOf(path: string): string {
  return `/${path.replace(/^\//, "")}`
    .replace(/(.)\/$/, "$1")
    .replaceAll(/\{[^{}]*?(\+?)\}/g, "{$1}");
}
