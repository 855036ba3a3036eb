import { isObject } from "../../../core/json.ts";
import type { WiredApi } from "../../../model/wiring/project-model.ts";

/** What an HTTP API answers to other origins. */
export interface CorsConfiguration {
  /** Lower case. */
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  /** Seconds; `null` when none are given. */
  readonly maxAge: number | null;
  readonly allowCredentials: boolean;
}

/**
 * The CORS configuration of an HTTP API: `CorsConfiguration` of the template, which SAM writes over
 * `x-amazon-apigateway-cors` of the document (`true` allows every origin). `null` without one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function readCorsConfiguration({ resource, document }: WiredApi): CorsConfiguration | null {
  const written =
    resource.properties["CorsConfiguration"] ?? document.root["x-amazon-apigateway-cors"];
  if (written === true) return configurationOf({ AllowOrigins: ["*"] });
  return isObject(written) ? configurationOf(written) : null;
}

type Members = { readonly [name: string]: unknown };

function configurationOf(members: Members): CorsConfiguration {
  const maxAge = Number(memberOf(members, "MaxAge") ?? Number.NaN);
  const credentials = memberOf(members, "AllowCredentials");
  return {
    allowOrigins: textsOf(memberOf(members, "AllowOrigins")).map((origin) => origin.toLowerCase()),
    allowMethods: textsOf(memberOf(members, "AllowMethods")),
    allowHeaders: textsOf(memberOf(members, "AllowHeaders")),
    exposeHeaders: textsOf(memberOf(members, "ExposeHeaders")),
    maxAge: Number.isFinite(maxAge) ? maxAge : null,
    allowCredentials: credentials === true || credentials === "true",
  };
}

/** Templates write `AllowOrigins`, documents `allowOrigins`. */
function memberOf(members: Members, name: string): unknown {
  return members[name] ?? members[`${name.charAt(0).toLowerCase()}${name.slice(1)}`];
}

function textsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === "string");
}

/**
 * The value of `Access-Control-Allow-Origin` for an origin, `null` for one that is not allowed.
 * `https://*` and `http://*` allow every origin of their scheme; there are no other wildcards.
 */
export function allowedOrigin({ allowOrigins }: CorsConfiguration, origin: string): string | null {
  if (allowOrigins.includes("*")) return "*";
  const lower = origin.toLowerCase();
  const isAllowed = allowOrigins.some(
    (each) =>
      each === lower ||
      ((each === "https://*" || each === "http://*") && lower.startsWith(each.slice(0, -1))),
  );
  return isAllowed ? origin : null;
}
