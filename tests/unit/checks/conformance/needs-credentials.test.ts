import { expect } from "chai";
import { describe, it } from "mocha";
import { needsCredentials } from "../../../../src/harness/checks/conformance/needs-credentials.ts";
import type { HttpResponse } from "../../../../src/harness/core/http-message.ts";
import type { Trace } from "../../../../src/harness/core/target.ts";
import { exchangeOf } from "../../../support/app/scripted-target.ts";

const request = { method: "GET", path: "/x", query: "", headers: [], body: null };

function answer(status: number, headers: HttpResponse["headers"] = [], text = "{}"): HttpResponse {
  return { status, headers, body: new TextEncoder().encode(text) };
}

function needs(response: HttpResponse, trace: Partial<Trace>, isSecured = true): boolean {
  return needsCredentials(exchangeOf(request, response, trace), isSecured, false);
}

describe("A refusal for want of credentials", () => {
  const local: readonly (readonly [string | null, boolean])[] = [
    ["UNAUTHORIZED", true],
    ["ACCESS_DENIED", true],
    ["INVALID_API_KEY", true],
    ["AUTHORIZER_FAILURE", true],
    // The set-up is at fault, whoever calls.
    ["AUTHORIZER_CONFIGURATION_ERROR", false],
    ["BAD_REQUEST_BODY", false],
    ["MISSING_AUTHENTICATION_TOKEN", false],
    [null, false],
  ];
  for (const [gatewayResponseType, expected] of local) {
    it(`is ${expected ? "" : "not "}${gatewayResponseType} of the local stage`, () => {
      expect(needs(answer(403), { answeredBy: "gateway", gatewayResponseType })).to.equal(expected);
    });
  }

  const typed = (type: string): HttpResponse["headers"] => [["x-amzn-ErrorType", type]];
  const remote: readonly (readonly [string, HttpResponse, boolean, boolean])[] = [
    ["401 of a REST API", answer(401, typed("UnauthorizedException")), true, true],
    ["403 of an authorizer", answer(403, typed("AccessDeniedException")), true, true],
    ["403 of a secured route", answer(403, typed("ForbiddenException")), true, true],
    ["403 of an open route", answer(403, typed("ForbiddenException")), false, false],
    [
      "a route that may not be there",
      answer(403, typed("MissingAuthenticationTokenException")),
      false,
      false,
    ],
    ["400 of a REST API", answer(400, typed("BadRequestException")), true, false],
    [
      "401 of an HTTP API",
      answer(401, [["apigw-requestid", "x="]], '{"message":"Unauthorized"}'),
      true,
      true,
    ],
    ["401 in the function's own words", answer(401, [], '{"error":"log in"}'), true, false],
  ];
  for (const [what, response, isSecured, expected] of remote) {
    it(`is ${expected ? "" : "not "}${what} behind a URL`, () => {
      expect(needs(response, { answeredBy: "unknown" }, isSecured)).to.equal(expected);
    });
  }

  it("is none of a function", () => {
    const response = answer(401, typed("UnauthorizedException"));
    expect(needs(response, { answeredBy: "function" })).to.equal(false);
  });
});
