import { isIP } from "node:net";
import { headerValue } from "../../../core/http-message.ts";
import type { Arrival } from "../accept-request.ts";
import { isOwnAddress } from "../host-name.ts";
import type { EndpointKind } from "./endpoint-kind.ts";
import type { ConditionKeys, ConditionValue } from "./policy/condition-keys.ts";
import { accountOfArn, principalArnOf, type Caller } from "./policy/principals.ts";

/** What condition keys are read off. */
export interface KeyedRequest {
  readonly arrival: Arrival;
  readonly caller: Caller;
  /** Only a private endpoint tells of networks; `unknown` where the template does not say which it is. */
  readonly endpoint: EndpointKind;
}

type ReadKey = (request: KeyedRequest) => ConditionValue;

const absent: ConditionValue = { kind: "absent" };

function value(text: string): ConditionValue {
  return { kind: "value", value: text };
}

function unknown(reason: string, isPresent: boolean | null): ConditionValue {
  return { kind: "unknown", reason, isPresent };
}

function ofHeader(name: string): ReadKey {
  return ({ arrival }) => {
    const found = headerValue(arrival.request.headers, name);
    return found === undefined ? absent : value(found);
  };
}

/** A key of private APIs alone. */
function ofNetwork(key: string): ReadKey {
  return ({ endpoint }) =>
    endpoint === "public"
      ? absent
      : unknown(`the condition key ${key}`, endpoint === "private" ? true : null);
}

/** A key of signed requests alone. */
function ofCaller(read: (arn: string, request: KeyedRequest) => ConditionValue): ReadKey {
  return (request) => (request.caller.arn === null ? absent : read(request.caller.arn, request));
}

/** A key of signed requests whose value only AWS knows. */
function ofAws(key: string): ReadKey {
  return ofCaller(() => unknown(`the condition key ${key}`, null));
}

/** A key of temporary credentials: a session, or a request with a session token. */
function ofSession(key: string): ReadKey {
  return ofCaller((arn, { arrival }) =>
    isSession(arn) || hasSessionToken(arrival) ? unknown(`the condition key ${key}`, null) : absent,
  );
}

function isSession(arn: string): boolean {
  return arn.includes(":assumed-role/");
}

function hasSessionToken({ request }: Arrival): boolean {
  return (
    headerValue(request.headers, "x-amz-security-token") !== undefined ||
    /(?:^|&)X-Amz-Security-Token=/iu.test(request.query)
  );
}

/** A caller of this machine has no address that a policy can mean. */
function sourceIp({ arrival, endpoint }: KeyedRequest): ConditionValue {
  const { sourceIp: address } = arrival.connection;
  if (endpoint !== "public") return unknown("the condition key aws:SourceIp", null);
  return isIP(address) === 0 || isOwnAddress(address)
    ? unknown(
        "the condition key aws:SourceIp for callers of this machine (give them an address: --source-ip, or identity.sourceIp of the configuration)",
        true,
      )
    : value(address);
}

function userName(arn: string): ConditionValue {
  const [, name] = /:user\/(?:.*\/)?([^/]+)$/u.exec(arn) ?? [];
  return name === undefined ? absent : value(name);
}

function principalType(arn: string): ConditionValue {
  if (isSession(arn)) return value("AssumedRole");
  if (arn.includes(":user/")) return value("User");
  if (arn.endsWith(":root")) return value("Account");
  return unknown("the condition key aws:PrincipalType", true);
}

/** The keys of the guide's table ("AWS condition keys that can be used in API Gateway resource policies"). */
const readers: ReadonlyMap<string, ReadKey> = new Map<string, ReadKey>([
  ["aws:currenttime", ({ arrival }) => value(`${isoSeconds(arrival)}Z`)],
  ["aws:epochtime", ({ arrival }) => value(String(Math.floor(arrival.startedAt / 1000)))],
  ["aws:multifactorauthage", ofSession("aws:MultiFactorAuthAge")],
  ["aws:multifactorauthpresent", ofSession("aws:MultiFactorAuthPresent")],
  ["aws:principalaccount", ofCaller((arn) => value(accountOfArn(arn)))],
  ["aws:principalarn", ofCaller((arn) => value(principalArnOf(arn)))],
  ["aws:principalorgid", ofAws("aws:PrincipalOrgID")],
  ["aws:principalorgpaths", ofAws("aws:PrincipalOrgPaths")],
  ["aws:principaltype", ofCaller((arn) => principalType(arn))],
  ["aws:referer", ofHeader("referer")],
  // API Gateway takes requests over HTTPS alone, whatever this stage listens on.
  ["aws:securetransport", () => value("true")],
  // Of a service that calls for another resource.
  ["aws:sourcearn", () => absent],
  ["aws:sourceip", sourceIp],
  ["aws:sourcevpc", ofNetwork("aws:SourceVpc")],
  ["aws:sourcevpce", ofNetwork("aws:SourceVpce")],
  ["aws:tokenissuetime", ofSession("aws:TokenIssueTime")],
  ["aws:useragent", ofHeader("user-agent")],
  ["aws:userid", ofAws("aws:userid")],
  ["aws:username", ofCaller((arn) => userName(arn))],
  ["aws:vpcsourceip", ofNetwork("aws:VpcSourceIp")],
]);

function isoSeconds({ startedAt }: Arrival): string {
  return new Date(startedAt).toISOString().slice(0, 19);
}

/**
 * The condition keys of a request at API Gateway. Those that only AWS knows, and those its guide does not name, are
 * unknown by name.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export function requestKeys(request: KeyedRequest): ConditionKeys {
  return (key) => {
    const name = key.toLowerCase();
    const reader = readers.get(name);
    if (reader !== undefined) return reader(request);
    if (name.startsWith("aws:principaltag/")) return ofAws(key)(request);
    return unknown(`the condition key ${key}`, null);
  };
}
