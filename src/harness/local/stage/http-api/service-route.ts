import { isObject } from "../../../core/json.ts";
import {
  findServiceSubtype,
  type ServiceSubtype,
} from "../../../model/openapi/service-subtypes.ts";
import type { WiredOperation } from "../../../model/wiring/project-model.ts";
import { isUnsupportedPath } from "./mapping-values.ts";

/** The service action behind a route of an HTTP API. */
export interface ServiceRoute {
  readonly subtype: ServiceSubtype;
  /** Parameter → text with `$request.…`, `$context.…` and the like in it, in the author's order. */
  readonly parameters: ReadonlyMap<string, string>;
}

type Service = Extract<WiredOperation["integration"], { readonly kind: "service" }>;

/** Reads a service integration, or says in words that fit "does not emulate …" why it cannot. */
export function readServiceRoute({ service, target, settings }: Service): ServiceRoute | string {
  const name = `${service}-${target}`;
  const subtype = findServiceSubtype(name);
  if (subtype === null) return `the service integration ${name}`;
  const written = settings["requestParameters"];
  const parameters = new Map<string, string>();
  for (const [key, value] of Object.entries(isObject(written) ? written : {})) {
    const isText = typeof value === "string" || typeof value === "number";
    parameters.set(key, isText || typeof value === "boolean" ? String(value) : "");
  }
  const path = [...parameters.values()].find(isUnsupportedPath);
  if (path !== undefined) return `the JSONPath of ${path}, which API Gateway does not support`;
  const missing = subtype.required.find((each) => !parameters.has(each));
  const known = [...subtype.required, ...subtype.optional];
  const unknown = [...parameters.keys()].find((each) => !known.includes(each));
  if (missing !== undefined)
    return `the service integration ${name} without ${missing}, which API Gateway does not create`;
  if (unknown !== undefined)
    return `the service integration ${name} with ${unknown}, which API Gateway does not create`;
  return { subtype, parameters };
}
