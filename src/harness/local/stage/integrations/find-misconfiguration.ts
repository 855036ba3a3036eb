import { isObject } from "../../../core/json.ts";
import type { WiredOperation } from "../../../model/wiring/project-model.ts";

/** Headers no integration may be told to set (recorded, December 2024). */
const forbiddenToAll: ReadonlySet<string> = new Set([
  "content-length",
  "transfer-encoding",
  "x-amzn-apigateway-api-id",
  "x-amzn-trace-id",
]);

/** Those that integrations of AWS may not set either. AWS_PROXY ignores the mapping and still checks it. */
const forbiddenToAws: ReadonlySet<string> = new Set([
  "authorization",
  "connection",
  "expect",
  "proxy-authenticate",
  "te",
]);

/**
 * Faults of an operation's set-up that API Gateway answers with 500 when the request comes; `null` without
 * one.
 */
export function findMisconfiguration(wired: WiredOperation): string | null {
  const { operation, integration, permitted } = wired;
  const raw = operation.integration?.raw ?? {};
  const isServer = integration.kind === "http" || integration.kind === "mock";
  const isLambda = !isServer && integration.kind !== "service";
  const method = raw["httpMethod"];
  if (isLambda && typeof method === "string" && method.toUpperCase() !== "POST")
    return `the integration's httpMethod is ${method}; Lambda takes only POST`;
  const forbidden = forbiddenMapping(raw["requestParameters"], !isServer);
  if (forbidden !== undefined)
    return `the integration maps the header ${forbidden}, which it may not`;
  const isOwn = integration.kind === "lambda" || integration.kind === "lambda-custom";
  if (isOwn && !permitted) {
    return `nothing permits API Gateway to invoke ${integration.functionId} for ${operation.key} (no Api event and no AWS::Lambda::Permission)`;
  }
  return null;
}

function forbiddenMapping(mapped: unknown, isAws: boolean): string | undefined {
  const prefix = "integration.request.header.";
  return Object.keys(isObject(mapped) ? mapped : {})
    .filter((key) => key.toLowerCase().startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .find((name) => {
      const lower = name.toLowerCase();
      return forbiddenToAll.has(lower) || (isAws && forbiddenToAws.has(lower));
    });
}
