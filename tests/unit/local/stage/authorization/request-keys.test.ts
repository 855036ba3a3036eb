import { expect } from "chai";
import { describe, it } from "mocha";
import type { HeaderLine } from "../../../../../src/harness/core/http-message.ts";
import { acceptRequest } from "../../../../../src/harness/local/stage/accept-request.ts";
import type { EndpointKind } from "../../../../../src/harness/local/stage/authorization/endpoint-kind.ts";
import { requestKeys } from "../../../../../src/harness/local/stage/authorization/request-keys.ts";
import { realIds, request } from "../../../../support/stage/test-stage.ts";

interface Sketch {
  readonly arn?: string | null;
  readonly endpoint?: EndpointKind;
  readonly sourceIp?: string;
  readonly headers?: readonly HeaderLine[];
  readonly line?: string;
}

function read(key: string, sketch: Sketch = {}): string | null | boolean {
  const { arn = null, endpoint = "public", sourceIp = "203.0.113.7", headers = [] } = sketch;
  const clock = { now: () => Date.UTC(2026, 6, 11, 8, 0, 0, 999), sleep: () => Promise.resolve() };
  const message = request(sketch.line ?? "GET /a", headers);
  const arrival = acceptRequest({ clock, ids: realIds }, message, { sourceIp });
  const found = requestKeys({ arrival, caller: { arn }, endpoint })(key);
  if (found.kind === "unknown") {
    expect(found.reason.toLowerCase()).to.contain(key.toLowerCase());
    return true;
  }
  return found.kind === "value" ? found.value : null;
}

const user = { arn: "arn:aws:iam::111122223333:user/team/partner" };
const session = { arn: "arn:aws:sts::111122223333:assumed-role/reader/run-1" };
const isPrivate = { endpoint: "private" } as const;
const token = { headers: [["X-Amz-Security-Token", "t"]] } as const;
const unknown = true;

// Guide, "AWS condition keys that can be used in API Gateway resource policies".
const rows: readonly (readonly [key: string, sketch: Sketch, expected: string | null | true])[] = [
  ["aws:CurrentTime", {}, "2026-07-11T08:00:00Z"],
  ["aws:EpochTime", {}, "1783756800"],
  ["AWS:epochtime", {}, "1783756800"],
  ["aws:SourceIp", {}, "203.0.113.7"],
  ["aws:SourceIp", { sourceIp: "2001:db8::7" }, "2001:db8::7"],
  ["aws:SourceIp", { sourceIp: "127.0.0.1" }, unknown],
  ["aws:SourceIp", { sourceIp: "127.8.0.1" }, unknown],
  ["aws:SourceIp", { sourceIp: "::1" }, unknown],
  ["aws:SourceIp", { sourceIp: "::ffff:127.0.0.1" }, unknown],
  ["aws:SourceIp", { sourceIp: "" }, unknown],
  ["aws:SourceIp", isPrivate, unknown],
  // What a caller writes into a header is not where it comes from.
  ["aws:SourceIp", { headers: [["X-Forwarded-For", "198.51.100.1"]] }, "203.0.113.7"],
  ["aws:SecureTransport", {}, "true"],
  ["aws:SecureTransport", { headers: [["X-Forwarded-Proto", "http"]] }, "true"],
  ["aws:SourceArn", {}, null],
  ["aws:UserAgent", {}, null],
  ["aws:UserAgent", { headers: [["user-agent", "test/1"]] }, "test/1"],
  ["aws:Referer", {}, null],
  ["aws:Referer", { headers: [["Referer", "https://a.test/"]] }, "https://a.test/"],
  ["aws:SourceVpc", {}, null],
  ["aws:SourceVpce", {}, null],
  ["aws:VpcSourceIp", {}, null],
  ["aws:SourceVpc", isPrivate, unknown],
  ["aws:SourceVpce", isPrivate, unknown],
  ["aws:SourceVpce", { endpoint: "unknown" }, unknown],
  ["aws:VpcSourceIp", isPrivate, unknown],
  ["aws:PrincipalArn", {}, null],
  ["aws:PrincipalArn", user, user.arn],
  ["aws:PrincipalArn", session, "arn:aws:iam::111122223333:role/reader"],
  ["aws:PrincipalAccount", user, "111122223333"],
  ["aws:PrincipalAccount", session, "111122223333"],
  ["aws:PrincipalType", user, "User"],
  ["aws:PrincipalType", session, "AssumedRole"],
  ["aws:PrincipalOrgID", {}, null],
  ["aws:PrincipalOrgID", user, unknown],
  ["aws:PrincipalOrgPaths", user, unknown],
  ["aws:PrincipalTag/team", {}, null],
  ["aws:PrincipalTag/team", user, unknown],
  ["aws:username", user, "partner"],
  ["aws:username", session, null],
  ["aws:userid", user, unknown],
  ["aws:TokenIssueTime", {}, null],
  ["aws:TokenIssueTime", user, null],
  ["aws:TokenIssueTime", session, unknown],
  ["aws:TokenIssueTime", { ...user, ...token }, unknown],
  ["aws:TokenIssueTime", { ...user, line: "GET /a?b=1&X-Amz-Security-Token=t" }, unknown],
  ["aws:MultiFactorAuthPresent", user, null],
  ["aws:MultiFactorAuthPresent", session, unknown],
  ["aws:MultiFactorAuthAge", user, null],
  ["aws:RequestedRegion", {}, unknown],
  ["aws:ViaAWSService", {}, unknown],
  ["execute-api:viaAPIMapping", {}, unknown],
  ["constructor", {}, unknown],
  ["", {}, unknown],
];

describe("the condition keys of a request", () => {
  for (const [key, sketch, expected] of rows) {
    const said = expected === true ? "cannot tell" : (expected ?? "none");
    it(`${key} of ${JSON.stringify(sketch)}: ${said}`, () => {
      expect(read(key, sketch)).to.equal(expected);
    });
  }
});
