import type { JsonObject } from "../../../src/harness/core/json.ts";
import type { Stage } from "../../../src/harness/local/stage/create-stage.ts";
import { httpStage } from "./http-stage.ts";
import { testStage, type TestStageOptions } from "./test-stage.ts";

/** The uri of the function `Auth` of `wired-api.ts`. */
export const authUri =
  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:auth/invocations";

/** A policy that says one thing of one resource. */
export function policy(
  effect: "Allow" | "Deny",
  resource: string | readonly string[] = "*",
): JsonObject {
  const statement = { Effect: effect, Action: "execute-api:Invoke", Resource: resource };
  return { Version: "2012-10-17", Statement: [statement] };
}

/** What an authorizer returns that lets everything pass. */
export const allowed = { principalId: "user-1", policyDocument: policy("Allow") };

const routes = [
  { method: "GET", path: "/orders/{orderId}", security: [["caller"]] },
  { method: "DELETE", path: "/orders/{orderId}", security: [["caller"]] },
  { method: "GET", path: "/open" },
] as const;

/** Settings of the authorizer besides its uri; `scheme` are members of its security scheme. */
export interface AuthorizerSketch {
  readonly authorizer: JsonObject;
  readonly scheme?: JsonObject;
}

function rootOf({ authorizer, scheme }: AuthorizerSketch): JsonObject {
  const caller = {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    ...scheme,
    "x-amazon-apigateway-authorizer": { authorizerUri: authUri, ...authorizer },
  };
  return { components: { securitySchemes: { caller } } };
}

/** A stage `dev` of a REST API whose orders ask the authorizer `caller`, answered by `Auth`. */
export function guardedStage(
  sketch: AuthorizerSketch,
  auth: (event: unknown) => unknown,
  options: TestStageOptions = {},
): Stage {
  const { api, functions, ...rest } = options;
  return testStage({
    ...rest,
    api: { operations: routes, root: rootOf(sketch), ...api },
    functions: { Auth: auth, ...functions },
  });
}

/** The same of an HTTP API, stage `$default`. */
export function guardedHttpStage(
  sketch: AuthorizerSketch,
  auth: (event: unknown) => unknown,
  options: TestStageOptions = {},
): Stage {
  const { api, functions, ...rest } = options;
  return httpStage({
    ...rest,
    api: { operations: routes, root: rootOf(sketch), ...api },
    functions: { Auth: auth, ...functions },
  });
}
