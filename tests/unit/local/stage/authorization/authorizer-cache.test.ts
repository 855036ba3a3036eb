import { expect } from "chai";
import { describe, it } from "mocha";
import { AuthorizerCache } from "../../../../../src/harness/local/stage/authorization/authorizer-cache.ts";
import { isObject, type JsonObject } from "../../../../../src/harness/core/json.ts";
import type { Stage } from "../../../../../src/harness/local/stage/create-stage.ts";
import {
  allowed,
  guardedHttpStage,
  guardedStage,
  policy,
} from "../../../../support/stage/authorizers.ts";
import { realIds, request, send } from "../../../../support/stage/test-stage.ts";

/** A clock that is moved by hand. */
function handClock(): { now(): number; sleep(): Promise<void>; advance(ms: number): void } {
  let time = 1_000_000;
  return {
    now: () => time,
    sleep: async () => {},
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

interface Counted {
  readonly stage: Stage;
  readonly asked: () => number;
  readonly advance: (seconds: number) => void;
}

function counted(
  settings: JsonObject,
  answer: () => unknown = () => allowed,
  http = false,
): Counted {
  const clock = handClock();
  let asked = 0;
  const auth = (): unknown => {
    asked += 1;
    return answer();
  };
  const options = { ports: { clock, ids: realIds } };
  const stage = http
    ? guardedHttpStage({ authorizer: settings }, auth, options)
    : guardedStage({ authorizer: settings }, auth, options);
  return { stage, asked: () => asked, advance: (seconds) => clock.advance(seconds * 1000) };
}

function latencyOf(event: unknown): unknown {
  const context = isObject(event) ? event["requestContext"] : null;
  const authorizer = isObject(context) ? context["authorizer"] : null;
  return isObject(authorizer) ? authorizer["integrationLatency"] : undefined;
}

function get(stage: Stage, token: string, line = "GET /orders/7"): Promise<number> {
  return send(stage, request(line, { Authorization: token })).then(
    ({ response }) => response.status,
  );
}

// Guide: authorizerResultTtlInSeconds, 300 by default, 0 switches caching off.
describe("the results of authorizers", () => {
  it("are kept for 300 seconds by default, per token", async () => {
    const { stage, asked, advance } = counted({ type: "token" });
    expect(await get(stage, "a")).to.equal(200);
    expect(await get(stage, "a")).to.equal(200);
    expect(asked()).to.equal(1);
    expect(await get(stage, "b")).to.equal(200);
    expect(asked()).to.equal(2);
    advance(299);
    expect(await get(stage, "a")).to.equal(200);
    expect(asked()).to.equal(2);
    advance(1);
    expect(await get(stage, "a")).to.equal(200);
    expect(asked()).to.equal(3);
  });

  it("are kept as long as the authorizer says, and not at all with 0", async () => {
    const short = counted({ type: "token", authorizerResultTtlInSeconds: 5 });
    await get(short.stage, "a");
    short.advance(5);
    await get(short.stage, "a");
    expect(short.asked()).to.equal(2);
    const none = counted({ type: "token", authorizerResultTtlInSeconds: 0 });
    await get(none.stage, "a");
    await get(none.stage, "a");
    expect(none.asked()).to.equal(2);
  });

  it("answer for every method: a policy too narrow denies the next (guide)", async () => {
    const narrow = { principalId: "u", policyDocument: policy("Allow", "arn:*/GET/orders/7") };
    const { stage, asked } = counted({ type: "token" }, () => narrow);
    expect(await get(stage, "a")).to.equal(200);
    expect(await get(stage, "a", "DELETE /orders/7")).to.equal(403);
    expect(await get(stage, "a", "GET /orders/8")).to.equal(403);
    expect(asked()).to.equal(1);
  });

  it("keep a denial, and no error", async () => {
    const denial = counted({ type: "token" }, () => ({
      ...allowed,
      policyDocument: policy("Deny"),
    }));
    expect([await get(denial.stage, "a"), await get(denial.stage, "a")]).to.deep.equal([403, 403]);
    expect(denial.asked()).to.equal(1);
    const broken = counted({ type: "token" }, () => null);
    expect([await get(broken.stage, "a"), await get(broken.stage, "a")]).to.deep.equal([500, 500]);
    expect(broken.asked()).to.equal(2);
  });

  it("tell 0 milliseconds where they were kept (assumed)", async () => {
    const clock = handClock();
    const slow = (): unknown => {
      clock.advance(7);
      return allowed;
    };
    const ports = { clock, ids: realIds };
    const stage = guardedStage({ authorizer: { type: "token" } }, slow, { ports });
    const latencies: unknown[] = [];
    for (let each = 0; each < 2; each += 1) {
      const { trace } = await send(stage, request("GET /orders/7", { Authorization: "a" }));
      expect(trace.event).to.have.nested.property("requestContext.authorizer.principalId");
      latencies.push(latencyOf(trace.event));
    }
    expect(latencies).to.deep.equal([7, 0]);
  });

  it("are found by all identity sources together", async () => {
    const { stage, asked } = counted({
      type: "request",
      identitySource: "method.request.header.Authorization, method.request.querystring.q",
    });
    await get(stage, "a", "GET /orders/7?q=1");
    await get(stage, "a", "GET /orders/7?q=2");
    await get(stage, "a", "GET /orders/8?q=1");
    expect(asked()).to.equal(2);
  });

  it("are kept by an HTTP API only when it is told to (assumed)", async () => {
    const settings = {
      type: "request",
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: true,
      identitySource: "$request.header.Authorization",
    };
    const yes = { isAuthorized: true };
    const plain = counted(settings, () => yes, true);
    await get(plain.stage, "a");
    await get(plain.stage, "a");
    expect(plain.asked()).to.equal(2);
    const kept = counted({ ...settings, authorizerResultTtlInSeconds: 60 }, () => yes, true);
    await get(kept.stage, "a");
    await get(kept.stage, "a", "DELETE /orders/7");
    expect(kept.asked()).to.equal(1);
  });

  it("are forgotten with the rest between two tests", async () => {
    for (const http of [false, true]) {
      const settings = http
        ? {
            type: "request",
            authorizerPayloadFormatVersion: "2.0",
            identitySource: "$request.header.Authorization",
            authorizerResultTtlInSeconds: 60,
          }
        : { type: "token" };
      const { stage, asked } = counted(settings, () => allowed, http);
      await get(stage, "a");
      await get(stage, "a");
      expect(asked()).to.equal(1);
      await stage.reset();
      await get(stage, "a");
      expect(asked()).to.equal(2);
    }
  });

  it("are not kept where the stage was reset while the authorizer was asked", async () => {
    const pending: (() => void)[] = [];
    const { stage, asked } = counted(
      { type: "token" },
      () => new Promise((resolve) => void pending.push(() => resolve(allowed))),
    );
    const first = get(stage, "a");
    while (pending.length < 1) await new Promise((resolve) => setImmediate(resolve));
    await stage.reset();
    pending[0]?.();
    expect(await first).to.equal(200);
    const second = get(stage, "a");
    for (let turn = 0; turn < 100 && pending.length < 2; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
    pending[1]?.();
    expect([await second, asked()]).to.deep.equal([200, 2]);
  });

  it("last to the millisecond, and not a millisecond longer", async () => {
    const { stage, asked, advance } = counted({ type: "token", authorizerResultTtlInSeconds: 10 });
    await get(stage, "a");
    advance(9.999);
    await get(stage, "a");
    expect(asked()).to.equal(1);
    advance(0.001);
    await get(stage, "a");
    expect(asked()).to.equal(2);
  });

  it("are each caller's own, however many ask at once", async () => {
    const pending: (() => void)[] = [];
    const { stage, asked } = counted(
      { type: "token" },
      () =>
        new Promise((resolve) => {
          const effect = pending.length % 2 === 0 ? "Allow" : "Deny";
          pending.push(() => resolve({ ...allowed, policyDocument: policy(effect) }));
        }),
    );
    const answers = ["a", "b", "c", "d"].map((token) => get(stage, token));
    while (pending.length < 4) await new Promise((resolve) => setImmediate(resolve));
    // The last that asked is answered first.
    for (const resolve of pending.toReversed()) resolve();
    expect(await Promise.all(answers)).to.deep.equal([200, 403, 200, 403]);
    const again = await Promise.all(["a", "b", "c", "d"].map((token) => get(stage, token)));
    expect([again, asked()]).to.deep.equal([[200, 403, 200, 403], 4]);
  });

  it("do not let in what their conditions no longer let in", async () => {
    const statement = {
      Effect: "Allow",
      Action: "*",
      Resource: "*",
      Condition: { DateLessThan: { "aws:EpochTime": "1010" } },
    };
    const { stage, asked, advance } = counted({ type: "token" }, () => ({
      ...allowed,
      policyDocument: { Statement: [statement] },
    }));
    expect(await get(stage, "a")).to.equal(200);
    advance(9);
    expect(await get(stage, "a")).to.equal(200);
    advance(1);
    expect([await get(stage, "a"), asked()]).to.deep.equal([403, 1]);
  });

  it("do not grow without end", () => {
    const cache = new AuthorizerCache({ clock: handClock() });
    for (let index = 0; index < 10_050; index += 1) cache.begin("a", [String(index)])(index, 60);
    expect(cache.get("a", ["49"])).to.equal(undefined);
    expect(cache.get("a", ["50"])).to.equal(50);
    expect(cache.get("b", ["50"])).to.equal(undefined);
    cache.clear();
    expect(cache.get("a", ["50"])).to.equal(undefined);
  });
});
