/** A request of the Runtime API that a runtime may send. */
export type RuntimePath =
  | { readonly kind: "next" }
  | { readonly kind: "response" | "error"; readonly requestId: string }
  | { readonly kind: "init-error" };

const version = "/2018-06-01/runtime/";

/** Finds what a method and a path ask for; `null` for what the API does not have. */
export function matchRuntimePath(method: string, url: string): RuntimePath | null {
  const path = url.split("?", 1)[0] ?? "";
  if (!path.startsWith(version)) return null;
  const rest = path.slice(version.length);
  if (method === "GET") return rest === "invocation/next" ? { kind: "next" } : null;
  if (method !== "POST") return null;
  if (rest === "init/error") return { kind: "init-error" };
  const [, requestId = "", what] = /^invocation\/([^/]+)\/(response|error)$/.exec(rest) ?? [];
  return what === "response" || what === "error" ? { kind: what, requestId } : null;
}
