import { isObject, type JsonObject } from "../../../core/json.ts";
import type { ApiResource } from "../../../model/template/template-model.ts";
import { throttleOf } from "../../../model/wiring/usage/usage-plans-of.ts";
import type { StageThrottle } from "./request-throttle.ts";

/**
 * The throttles of a stage: `MethodSettings` of a REST API, where a path and method of its own beat `*`, or
 * `RouteSettings` of an HTTP API over its `DefaultRouteSettings`.
 */
export function readStageThrottles({ kind, properties }: ApiResource): StageThrottle {
  return kind === "rest" ? ofMethods(properties) : ofRoutes(properties);
}

function ofMethods({ MethodSettings: written }: JsonObject): StageThrottle {
  const settings: readonly unknown[] = Array.isArray(written) ? written : [];
  const limits = new Map<string, ReturnType<typeof throttleOf>>();
  for (const each of settings) {
    if (!isJson(each)) continue;
    const { ResourcePath: path, HttpMethod: method } = each;
    const limit = throttleOf(each["ThrottlingRateLimit"], each["ThrottlingBurstLimit"]);
    if (limit === null || typeof path !== "string" || typeof method !== "string") continue;
    limits.set(`${plainPath(path)} ${method.toUpperCase()}`, limit);
  }
  return ({ path, method }) =>
    limits.get(`${path} ${method}`) ?? limits.get(`${path} *`) ?? limits.get("/* *") ?? null;
}

/** `/~1orders` and `~1orders` are `/orders`: patch keys write a slash as `~1`. */
function plainPath(path: string): string {
  if (path === "/*" || path === "*") return "/*";
  const plain = path.replaceAll("~1", "/");
  return plain.replace(/^\/*/u, "/");
}

function ofRoutes({ DefaultRouteSettings: all, RouteSettings: own }: JsonObject): StageThrottle {
  const read = (value: unknown): ReturnType<typeof throttleOf> =>
    isJson(value) ? throttleOf(value["ThrottlingRateLimit"], value["ThrottlingBurstLimit"]) : null;
  const limits = new Map(
    Object.entries(isJson(own) ? own : {}).map(([routeKey, value]) => [routeKey, read(value)]),
  );
  const fallback = read(all);
  return ({ path }) => limits.get(path) ?? fallback;
}

function isJson(value: unknown): value is JsonObject {
  return isObject(value);
}
