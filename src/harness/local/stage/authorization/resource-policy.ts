import { isJsonObject, isObject, type JsonObject, type JsonValue } from "../../../core/json.ts";
import { holdsUnresolved } from "../../../model/schema/is-unresolved.ts";
import type { WiredApi } from "../../../model/wiring/project-model.ts";
import { failGateway, refuseUnemulated, type GatewayFailure } from "../gateway-failure.ts";
import { decideByPolicy } from "./decide-by-policy.ts";
import { holdsForAddress } from "./source-ip-condition.ts";

/** The policy of a REST API, as far as it can be judged here. */
export type ResourcePolicy =
  | { readonly kind: "none" }
  | { readonly kind: "readable"; readonly statements: readonly JsonObject[] }
  /** In words that fit "does not emulate …". */
  | { readonly kind: "unreadable"; readonly reason: string };

const documentKey = "x-amazon-apigateway-policy";

/**
 * Reads the resource policy of a REST API: `x-amazon-apigateway-policy` of the document, or `Auth.ResourcePolicy` of
 * SAM with its lists of addresses. Only statements for everybody (`Principal: "*"`) are readable.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export function readResourcePolicy({ resource, document }: WiredApi): ResourcePolicy {
  const auth = resource.properties["Auth"];
  const ofSam = isObject(auth) ? auth["ResourcePolicy"] : undefined;
  const ofDocument = document.root[documentKey];
  if (ofSam === undefined && ofDocument === undefined) return { kind: "none" };
  if (ofSam !== undefined) {
    const what = "resource policies of this kind (Auth.ResourcePolicy)";
    // SAM merges it into that of the document.
    if (ofDocument !== undefined || !isJsonObject(ofSam)) return unreadable(what);
    return check(statementsOfSam(ofSam), what);
  }
  const what = `resource policies of this kind (${documentKey})`;
  const statements = isJsonObject(ofDocument) ? listOf(ofDocument["Statement"]) : [];
  return check(statements, what);
}

function unreadable(reason: string): ResourcePolicy {
  return { kind: "unreadable", reason };
}

function check(statements: readonly JsonValue[] | null, what: string): ResourcePolicy {
  const readable = (statements ?? []).filter(isForEverybody);
  const isWhole = statements !== null && readable.length === statements.length;
  return isWhole && readable.length > 0
    ? { kind: "readable", statements: readable }
    : unreadable(what);
}

function isForEverybody(statement: JsonValue): statement is JsonObject {
  if (!isJsonObject(statement) || holdsUnresolved(statement)) return false;
  const { Principal: principal } = statement;
  const named = isObject(principal) ? listOf(principal["AWS"]) : [principal];
  const isAll = named.length > 0 && named.every((each) => each === "*");
  return isAll && (statement["Effect"] === "Allow" || statement["Effect"] === "Deny");
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

const readBySam: ReadonlySet<string> = new Set([
  "CustomStatements",
  "IpRangeAllowlist",
  "IpRangeDenylist",
  "IpRangeWhitelist",
  "IpRangeBlacklist",
]);

/** What SAM makes of the lists (source: SAM translator, `_add_ip_resource_policy_for_method`); `null` for others. */
function statementsOfSam(policy: JsonObject): readonly JsonValue[] | null {
  if (Object.keys(policy).some((name) => !readBySam.has(name))) return null;
  const allowed = policy["IpRangeAllowlist"] ?? policy["IpRangeWhitelist"];
  const denied = policy["IpRangeDenylist"] ?? policy["IpRangeBlacklist"];
  const statement = (effect: string, condition?: JsonObject): JsonObject => ({
    Effect: effect,
    Principal: "*",
    Action: "execute-api:Invoke",
    Resource: "execute-api:/*",
    ...(condition === undefined ? {} : { Condition: condition }),
  });
  return [
    ...listOf(policy["CustomStatements"]),
    ...(allowed === undefined && denied === undefined ? [] : [statement("Allow")]),
    ...(allowed === undefined
      ? []
      : [statement("Deny", { NotIpAddress: { "aws:SourceIp": allowed } })]),
    ...(denied === undefined ? [] : [statement("Deny", { IpAddress: { "aws:SourceIp": denied } })]),
  ];
}

/** A request as a resource policy looks at it. */
export interface PolicySubject {
  /** Of the method as requested. */
  readonly arn: string;
  readonly sourceIp: string;
  /** Does the method ask an authorizer or for a signature, too? */
  readonly isAuthorized: boolean;
}

/**
 * Judges a request by the policy of its API: a Deny refuses it, and so does the lack of an Allow where nothing else
 * authorises. What cannot be told is refused with 501. `null` lets it pass.
 */
export function checkResourcePolicy(
  policy: ResourcePolicy,
  { arn, sourceIp, isAuthorized }: PolicySubject,
): GatewayFailure | null {
  if (policy.kind !== "readable") return null;
  const base = arn.slice(0, arn.indexOf("/"));
  const statements = policy.statements.flatMap((statement) => {
    const { Condition: condition, ...rest } = statement;
    const holds = holdsForAddress(condition, sourceIp);
    if (holds === false) return [];
    const kept =
      holds === null && condition !== undefined ? { ...rest, Condition: condition } : rest;
    return [withArns(kept, base)];
  });
  const decision =
    statements.length === 0 ? "implicit-deny" : decideByPolicy({ Statement: statements }, arn);
  switch (decision) {
    case "allow":
      return null;
    case "explicit-deny":
      return deny(arn, " with an explicit deny");
    case "implicit-deny":
      return isAuthorized
        ? refuseUnemulated("a resource policy that does not decide beside an authorizer")
        : deny(arn, "");
    case "malformed":
      return refuseUnemulated("a resource policy with such a statement");
    case "cannot-tell":
      return refuseUnemulated(
        "conditions of the resource policy other than on aws:SourceIp, or on it for callers of this machine",
      );
  }
}

/** `execute-api:/dev/GET/orders` stands for the ARN of this API. */
function withArns(statement: JsonObject, base: string): JsonObject {
  const expand = (value: JsonValue): JsonValue =>
    typeof value === "string" && value.startsWith("execute-api:/")
      ? `${base}${value.slice("execute-api:".length)}`
      : value;
  const entries = Object.entries(statement).map(([name, value]): [string, JsonValue] =>
    name === "Resource" || name === "NotResource"
      ? [name, listOf(value).map(expand)]
      : [name, value],
  );
  return Object.fromEntries(entries);
}

/** The account is masked but for its last four digits (assumed). */
function deny(arn: string, end: string): GatewayFailure {
  const masked = arn.replace(/:\d{8}(\d{4}):/u, ":********$1:");
  return failGateway("ACCESS_DENIED", {
    detail: `the resource policy of the API does not allow ${arn}${end}`,
    message: `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${masked}${end}`,
  });
}
