import { createProblem, type Problem } from "../../../core/problem.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { ApiResource } from "../../template/template-model.ts";
import { mapOf } from "../definition/generated-body.ts";
import { preflightAuthOf } from "../definition/serverless-auth.ts";
import type { WiringRule } from "../wiring-facts.ts";
import { locateApiProperty } from "../written-property.ts";

interface Guard {
  /** As it fits "ask for". */
  readonly what: string;
  /** Member of `Auth` that asks for it. */
  readonly by: string;
  /** Member of `Auth` that leaves OPTIONS open. */
  readonly opens: string;
}

/**
 * The OPTIONS routes SAM adds for `Cors` ask for the default authorizer and the API key unless `Auth` says otherwise,
 * and browsers send neither (source: SAM translator, `AddDefaultAuthorizerToCorsPreflight`,
 * `AddApiKeyRequiredToCorsPreflight`).
 */
export const preflightGuarded: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource, operations }): readonly Problem[] => {
    const guards = guardsOf(resource);
    const [first] = guards;
    if (first === undefined || !operations.some(({ added }) => added?.by === "cors")) return [];
    const asked = guards.map(({ what }) => what).join(" and ");
    const settings = guards.map(({ opens }) => `${opens}: false`).join(" and ");
    return [
      createProblem({
        code: "wiring/preflight-guarded",
        message: `The OPTIONS routes that SAM adds to ${resource.logicalId} for Cors ask for ${asked}; browsers send preflights without, so all of them are refused.`,
        location: locateApiProperty(template, resource, "Auth", first.by),
        hint: `Set ${settings} in Auth of ${resource.logicalId}.`,
      }),
    ];
  });

function guardsOf(api: ApiResource): readonly Guard[] {
  const { authorizer, apiKeyRequired } = preflightAuthOf(api);
  const authorizers = mapOf(mapOf(api.properties["Auth"])["Authorizers"]);
  const isGuard =
    authorizer !== null &&
    (authorizer === "AWS_IAM" || wantsHeader(mapOf(authorizers[authorizer])));
  return [
    ...(isGuard
      ? [
          {
            what: authorizer === "AWS_IAM" ? "a signature" : `the authorizer ${authorizer}`,
            by: "DefaultAuthorizer",
            opens: "AddDefaultAuthorizerToCorsPreflight",
          },
        ]
      : []),
    ...(apiKeyRequired
      ? [{ what: "an API key", by: "ApiKeyRequired", opens: "AddApiKeyRequiredToCorsPreflight" }]
      : []),
  ];
}

/** A function that goes by query or context alone may let a preflight in. */
function wantsHeader(settings: JsonObject): boolean {
  if (settings["UserPoolArn"] !== undefined) return true;
  if (settings["FunctionArn"] === undefined) return false;
  if (settings["FunctionPayloadType"] !== "REQUEST") return true;
  const headers = mapOf(settings["Identity"])["Headers"];
  return Array.isArray(headers) && headers.length > 0;
}
