import { expect } from "chai";
import { describe, it } from "mocha";
import {
  verifyPacts,
  type VerifyPactsOptions,
} from "../../../../../src/harness/checks/contracts/verification/verify-pacts.ts";
import type { VerifiedInteraction } from "../../../../../src/harness/checks/contracts/verification/verification-result.ts";
import type { HttpResponse } from "../../../../../src/harness/core/http-message.ts";
import { createProblem } from "../../../../../src/harness/core/problem.ts";
import {
  createOrderApi,
  jsonAnswer,
  orderApiTarget,
} from "../../../../support/contracts/order-api.ts";
import { httpInteraction, pactOf } from "../../../../support/contracts/pact-text.ts";

/** Verifies one interaction against a provider that always gives the same answer. */
async function verifyOne(
  interaction: object,
  answer: HttpResponse,
  more: Partial<VerifyPactsOptions> = {},
): Promise<VerifiedInteraction> {
  const { interactions } = await verifyPacts({
    pacts: [pactOf([interaction])],
    target: orderApiTarget(createOrderApi(() => answer)),
    states: {},
    statesFile: null,
    document: null,
    judge: () => [],
    timeoutMs: 5_000,
    stateTimeoutMs: 5_000,
    onInteraction: () => {},
    ...more,
  });
  const [verified] = interactions;
  if (verified === undefined) throw new Error("nothing was verified");
  return verified;
}

const cookies: HttpResponse = {
  status: 200,
  headers: [["Set-Cookie", "session=topsecret"]],
  body: new Uint8Array(),
};

describe("verifyPacts on what is no plain difference", () => {
  it("shows no credential, not even where it is the difference", async () => {
    const verified = await verifyOne(
      httpInteraction({ response: { headers: { "Set-Cookie": ["session=abc"] } } }),
      cookies,
    );
    expect(verified.problems.map(({ code }) => code)).to.deep.equal(["contracts/header-mismatch"]);
    expect(verified.problems[0]?.message).to.include("header Set-Cookie: the value is not what");
    expect(JSON.stringify([verified.problems, verified.mismatches])).not.to.include("topsecret");
    expect(JSON.stringify(verified.mismatches)).not.to.include("session=abc");
  });

  it("says that a credential is missing", async () => {
    const verified = await verifyOne(
      httpInteraction({ response: { headers: { "Set-Cookie": ["session=abc"] } } }),
      jsonAnswer(200, {}),
    );
    expect(verified.problems[0]?.message).to.include("header Set-Cookie: the header is missing");
  });

  it("does not blame the provider for a judge that breaks", async () => {
    const verified = await verifyOne(httpInteraction({}), jsonAnswer(200, {}), {
      judge: () => {
        throw new Error("judge broke");
      },
    });
    expect(verified.result).to.equal("failed");
    expect(verified.problems.map(({ code }) => code)).to.deep.equal(["contracts/request-failed"]);
    expect(verified.problems[0]?.message).to.include("could not be judged: judge broke");
  });

  it("passes a pending interaction that is kept, whatever the judge remarks", async () => {
    const remark = createProblem({ code: "contracts/undocumented-part", message: "a remark" });
    const kept = await verifyOne(httpInteraction({ pending: true }), jsonAnswer(200, {}), {
      judge: () => [remark],
    });
    expect(kept.result).to.equal("passed");
    expect(kept.problems).to.deep.equal([remark]);
  });
});
