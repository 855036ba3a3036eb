import type { JsonObject, JsonValue } from "../../../core/json.ts";

const lists = ["AwsAccount", "IntrinsicVpc", "IntrinsicVpce", "IpRange", "SourceVpc"] as const;

const readBySam: ReadonlySet<string> = new Set([
  "CustomStatements",
  ...lists.flatMap((name) => [`${name}Whitelist`, `${name}Blacklist`]),
]);

/** SAM takes a text that stands alone apart, letter by letter. */
const wantsList = /^(?:IntrinsicVpce?|SourceVpc)(?:White|Black)list$/u;

/**
 * The policy SAM makes of `Auth.ResourcePolicy`; `null` where it has members SAM does not know. Its statements name
 * every route of the API, for which `execute-api:/*` stands here.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
 */
export function samResourcePolicy(policy: JsonObject): JsonObject | null {
  const isRead = ([name, value]: readonly [string, JsonValue]): boolean =>
    readBySam.has(name) && (value === null || Array.isArray(value) || !wantsList.test(name));
  if (!Object.entries(policy).every(isRead)) return null;
  const list = (name: (typeof lists)[number], allowed: boolean): readonly JsonValue[] =>
    listOf(policy[`${name}${allowed ? "Whitelist" : "Blacklist"}`]);
  return {
    Version: "2012-10-17",
    Statement: [
      ...listOf(policy["CustomStatements"]),
      ...forAccounts("Allow", list("AwsAccount", true)),
      ...forAccounts("Deny", list("AwsAccount", false)),
      ...denying("NotIpAddress", { "aws:SourceIp": list("IpRange", true) }),
      ...denying("IpAddress", { "aws:SourceIp": list("IpRange", false) }),
      ...denying(
        "StringEquals",
        networks((name) => list(name, false)),
      ),
      ...denying(
        "StringNotEquals",
        networks((name) => list(name, true)),
      ),
    ],
  };
}

function networks(
  list: (name: (typeof lists)[number]) => readonly JsonValue[],
): Readonly<Record<string, readonly JsonValue[]>> {
  const named = (prefix: string): readonly JsonValue[] =>
    list("SourceVpc").filter((each) => typeof each === "string" && each.startsWith(prefix));
  return {
    "aws:SourceVpc": [...named("vpc-"), ...list("IntrinsicVpc")],
    "aws:SourceVpce": [...named("vpce-"), ...list("IntrinsicVpce")],
  };
}

const everything = { Action: "execute-api:Invoke", Resource: "execute-api:/*" } as const;

function forAccounts(effect: string, accounts: readonly JsonValue[]): readonly JsonObject[] {
  return accounts.length === 0
    ? []
    : [{ ...everything, Effect: effect, Principal: { AWS: accounts } }];
}

/** Everybody is allowed, and those a list is about are denied. */
function denying(
  operator: string,
  keys: Readonly<Record<string, readonly JsonValue[]>>,
): readonly JsonObject[] {
  const filled = Object.fromEntries(Object.entries(keys).filter(([, list]) => list.length > 0));
  if (Object.keys(filled).length === 0) return [];
  const statement = { ...everything, Principal: "*" };
  return [
    { ...statement, Effect: "Allow" },
    { ...statement, Effect: "Deny", Condition: { [operator]: filled } },
  ];
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
