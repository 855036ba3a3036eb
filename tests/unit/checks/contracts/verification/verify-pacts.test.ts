import { createServer } from "node:net";
import { expect } from "chai";
import type { PactFile } from "../../../../../src/harness/checks/contracts/files/pact-file.ts";
import type { ProviderStates } from "../../../../../src/harness/checks/contracts/states/define-provider-states.ts";
import type {
  VerificationResult,
  VerifiedInteraction,
} from "../../../../../src/harness/checks/contracts/verification/verification-result.ts";
import {
  verifyPacts,
  type VerifyPactsOptions,
} from "../../../../../src/harness/checks/contracts/verification/verify-pacts.ts";
import { createHttpTarget } from "../../../../../src/harness/checks/target/create-http-target.ts";
import { bodyText, headerValue } from "../../../../../src/harness/core/http-message.ts";
import { LockstepError } from "../../../../../src/harness/core/lockstep-error.ts";
import { createProblem } from "../../../../../src/harness/core/problem.ts";
import type { Target } from "../../../../../src/harness/core/target.ts";
import {
  createOrderApi,
  jsonAnswer,
  listen,
  orderApiTarget,
  type Breakage,
} from "../../../../support/contracts/order-api.ts";
import {
  httpInteraction,
  jsonContent,
  jsonHeaders,
  pactOf,
} from "../../../../support/contracts/pact-text.ts";
import { readDocument } from "../../../../support/contracts/read-document.ts";

const body = jsonContent({
  orderId: "ORD-1000",
  status: "created",
  items: [{ productId: "PROD-A", quantity: 2 }],
});
const integerQuantity = {
  body: { "$.items[*].quantity": { combine: "AND", matchers: [{ match: "integer" }] } },
};
const getOrder = httpInteraction({
  description: "a request for an order",
  states: [{ name: "an order exists", params: { orderId: "ORD-1000" } }],
  response: { headers: jsonHeaders, body, matchingRules: integerQuantity },
});

const states: ProviderStates = {
  "an order exists": async ({ params, state }) => {
    const orderId = typeof params["orderId"] === "string" ? params["orderId"] : "";
    const order = {
      PK: `ORDER#${orderId}`,
      SK: "METADATA",
      orderId,
      status: "created",
      items: [{ productId: "PROD-A", quantity: 2 }],
    };
    await state?.put("OrdersTable", order);
  },
};

function verify(
  pacts: readonly PactFile[],
  target: Target,
  more: Partial<VerifyPactsOptions> = {},
): Promise<VerificationResult> {
  return verifyPacts({
    pacts,
    target,
    states,
    statesFile: "contracts/provider-states.ts",
    document: null,
    judge: () => [],
    timeoutMs: 5_000,
    stateTimeoutMs: 5_000,
    onInteraction: () => {},
    ...more,
  });
}

/** Verifies the one interaction above against a provider broken on purpose. */
async function verifyBroken(
  breakage: Breakage,
  more: Partial<VerifyPactsOptions> = {},
): Promise<VerifiedInteraction> {
  const { interactions } = await verify(
    [pactOf([getOrder])],
    orderApiTarget(createOrderApi(breakage)),
    more,
  );
  const [interaction] = interactions;
  if (interaction === undefined) throw new Error("nothing was verified");
  return interaction;
}

describe("verifyPacts", () => {
  it("passes an interaction the provider keeps, and names its operation", async () => {
    const document = readDocument(
      "openapi: 3.0.3\ninfo: { title: t, version: '1' }\npaths:\n  /orders/{orderId}:\n    get: { responses: { '200': { description: d } } }\n",
    );
    const interaction = await verifyBroken((response) => response, { document });
    expect(interaction).to.include({
      result: "passed",
      operation: "GET /orders/{orderId}",
      stateError: null,
    });
    expect(interaction.problems).to.deep.equal([]);
    expect(interaction.exchange?.kind).to.equal("answered");
  });

  it("places another status in the pact file, with request, response, states and curl", async () => {
    const { result, problems } = await verifyBroken(() => jsonAnswer(500, { error: "Boom" }));
    // The body is another too, which says nothing new.
    expect(problems.map(({ code }) => code)).to.deep.equal(["contracts/status-mismatch"]);
    const [problem] = problems;
    expect(result).to.equal("failed");
    expect(problem).to.include({ severity: "error", expected: "200", actual: "500" });
    expect(problem?.location).to.include({
      file: "contracts/web-shop-order-api.json",
      pointer: "/interactions/0/response/status",
    });
    expect(problem?.location?.line).to.be.greaterThan(1);
    expect(problem?.details).to.include.members([
      'state: "an order exists" {"orderId":"ORD-1000"}',
      "request: GET /orders/ORD-1000",
      "response: 500",
      '  {"error":"Boom"}',
    ]);
    expect(problem?.reproduction).to.match(/^curl -i "\$API_URL"'\/orders\/ORD-1000'/);
  });

  it("places a body difference at its JSON path", async () => {
    const { problems, mismatches } = await verifyBroken(() =>
      jsonAnswer(200, {
        orderId: "ORD-1000",
        status: "created",
        items: [{ productId: "PROD-A", quantity: "2" }],
      }),
    );
    expect(mismatches.map(({ kind, path }) => [kind, path])).to.deep.equal([
      ["body", "$.items[0].quantity"],
    ]);
    expect(problems.map(({ code, location }) => [code, location?.pointer])).to.deep.equal([
      ["contracts/body-mismatch", "/interactions/0/response/body/content/items/0/quantity"],
    ]);
    expect(problems[0]).to.include({ expected: "2", actual: '"2"' });
  });

  it("names the element of a list that differs", async () => {
    const twoItems = httpInteraction({
      response: {
        headers: jsonHeaders,
        body: jsonContent({ items: [{ quantity: 1 }, { quantity: 2 }] }),
        matchingRules: integerQuantity,
      },
    });
    const answer = jsonAnswer(200, { items: [{ quantity: 7 }, { quantity: 2.5 }] });
    const { problems } = await verify(
      [pactOf([twoItems])],
      orderApiTarget(createOrderApi(() => answer)),
    );
    expect(problems.map(({ location }) => location?.pointer)).to.deep.equal([
      "/interactions/0/response/body/content/items/1/quantity",
    ]);
  });

  it("does not offer the provider an encoding the consumer did not ask for", async () => {
    const api = createOrderApi();
    const asking = httpInteraction({
      description: "asks for gzip",
      request: { headers: { "Accept-Encoding": ["gzip"] } },
      response: { status: 404 },
    });
    await verify([pactOf([getOrder, asking])], orderApiTarget(api));
    const offered = api.requests.map(({ headers }) => headerValue(headers, "accept-encoding"));
    expect(offered).to.deep.equal([undefined, "gzip"]);
  });

  it("places a header difference at the header", async () => {
    const { problems } = await verifyBroken(
      (response) => ({
        ...response,
        headers: [
          ["Content-Type", "application/json"],
          ["X-Extra", "1"],
        ],
      }),
      {},
    );
    expect(problems).to.deep.equal([]);
    const wrong = await verifyBroken((response) => ({
      ...response,
      headers: [["Content-Type", "application/vnd.api+json"]],
    }));
    const header = wrong.problems.find(({ code }) => code === "contracts/header-mismatch");
    expect(header?.location?.pointer).to.equal("/interactions/0/response/headers/Content-Type");
  });

  it("shows the function's log with a failure", async () => {
    const api = createOrderApi(() => jsonAnswer(500, {}));
    const target = orderApiTarget(api, {
      functionId: "GetOrderFunction",
      logs: [{ stream: "stderr", text: "ResourceNotFoundException at get-order.ts:12" }],
    });
    const { problems } = await verify([pactOf([getOrder])], target);
    expect(problems[0]?.details).to.include.members([
      "log of GetOrderFunction:",
      "  ResourceNotFoundException at get-order.ts:12",
    ]);
  });

  it("fails an interaction whose response the judge refuses, though Pact accepts it", async () => {
    const judged: string[] = [];
    const interaction = await verifyBroken((response) => response, {
      judge: ({ response }) => {
        judged.push(bodyText(response));
        return [
          createProblem({
            code: "contracts/not-compared",
            severity: "error",
            message: "The note must be a string.",
          }),
        ];
      },
    });
    expect(judged).to.have.length(1);
    expect(interaction.mismatches).to.deep.equal([]);
    expect(interaction.result).to.equal("failed");
    expect(interaction.problems.map(({ message }) => message)).to.deep.equal([
      "The note must be a string.",
    ]);
  });

  it("fails the interaction of a state handler that throws, at once, with the real error", async () => {
    const api = createOrderApi();
    const started = Date.now();
    const { interactions, problems } = await verify([pactOf([getOrder])], orderApiTarget(api), {
      states: {
        "an order exists": () => {
          throw new RangeError("no table dev-orders in eu-west-1");
        },
      },
    });
    expect(Date.now() - started).to.be.lessThan(15_000);
    expect(interactions[0]?.result).to.equal("failed");
    expect(interactions[0]?.stateError).to.match(
      /^RangeError: no table dev-orders in eu-west-1\n\s+at /,
    );
    expect(problems.map(({ code }) => code)).to.deep.equal(["contracts/state-failed"]);
    expect(problems[0]?.location?.pointer).to.equal("/interactions/0/providerStates/0/name");
    expect(api.requests).to.deep.equal([]);
  });

  it("fails an interaction whose state has no handler, and gives one to paste", async () => {
    const api = createOrderApi();
    const { interactions, problems } = await verify([pactOf([getOrder])], orderApiTarget(api), {
      states: {},
    });
    expect(interactions.map(({ result }) => result)).to.deep.equal(["failed"]);
    expect(problems.map(({ code }) => code)).to.deep.equal(["contracts/state-without-handler"]);
    expect(problems[0]?.details?.[0]).to.equal('"an order exists": async ({ params, state }) => {');
    expect(api.requests).to.deep.equal([]);
  });

  it("injects what the state hands back, and undoes the state afterwards", async () => {
    const injected = httpInteraction({
      description: "an injected order",
      states: [{ name: "an order exists" }],
      request: {
        path: "/orders/ORD-1",
        generators: { path: { type: "ProviderState", expression: "/orders/${orderId}" } },
        matchingRules: { path: { combine: "AND", matchers: [{ match: "type" }] } },
      },
    });
    const api = createOrderApi();
    const undone: unknown[] = [];
    const { problems } = await verify([pactOf([injected])], orderApiTarget(api), {
      states: {
        "an order exists": {
          setup: async ({ state }) => {
            await state?.put("OrdersTable", {
              PK: "ORDER#ORD-RANDOM",
              SK: "METADATA",
              orderId: "ORD-RANDOM",
            });
            return { orderId: "ORD-RANDOM" };
          },
          teardown: ({ values }) => void undone.push(values),
        },
      },
    });
    expect(problems).to.deep.equal([]);
    expect(api.requests.map(({ path }) => path)).to.deep.equal(["/orders/ORD-RANDOM"]);
    expect(undone).to.deep.equal([{ orderId: "ORD-RANDOM" }]);
  });

  it("undoes the first of two states when the second cannot be set up", async () => {
    const undone: string[] = [];
    const both = httpInteraction({ states: [{ name: "first" }, { name: "second" }] });
    const { problems } = await verify([pactOf([both])], orderApiTarget(createOrderApi()), {
      states: {
        first: { setup: () => ({}), teardown: () => void undone.push("first") },
        second: () => Promise.reject(new Error("not now")),
      },
    });
    expect(undone).to.deep.equal(["first"]);
    expect(problems.map(({ code }) => code)).to.deep.equal(["contracts/state-failed"]);
  });

  it("reports a teardown that fails, though the interaction matched", async () => {
    const setup = states["an order exists"];
    if (typeof setup !== "function") throw new TypeError("a set-up");
    const { interactions } = await verify([pactOf([getOrder])], orderApiTarget(createOrderApi()), {
      states: {
        "an order exists": { setup, teardown: () => Promise.reject(new Error("still there")) },
      },
    });
    expect(interactions[0]?.result).to.equal("failed");
    expect(interactions[0]?.problems.map(({ message }) => message)).to.deep.equal([
      'The teardown of state "an order exists" failed for "a request for an order": Error: still there',
    ]);
  });

  it("gives up on a state handler that hangs", async () => {
    const { problems } = await verify([pactOf([getOrder])], orderApiTarget(createOrderApi()), {
      states: { "an order exists": () => new Promise(() => {}) },
      stateTimeoutMs: 50,
    });
    expect(problems[0]?.message).to.include(
      'The setup of "an order exists" took longer than 50 ms.',
    );
  });

  it("says within two seconds that nothing listens at the provider's address", async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer();
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        server.close(() =>
          resolve(typeof address === "object" && address !== null ? address.port : 0),
        );
      });
    });
    const target = createHttpTarget({
      baseUrl: `http://127.0.0.1:${port}/dev`,
      kind: "deployed",
      gateway: "rest",
      headers: [],
      timeoutMs: 5_000,
      capabilities: { state: null, toEvent: null },
    });
    const started = Date.now();
    const error: unknown = await verify([pactOf([getOrder])], target).catch(
      (thrown: unknown) => thrown,
    );
    expect(Date.now() - started).to.be.lessThan(2_000);
    expect(LockstepError.is(error) ? [error.code, error.exitCode] : error).to.deep.equal([
      "target/unreachable",
      3,
    ]);
    expect(String(error)).to.include(`host 127.0.0.1, port ${port}`);
  });

  it("names the cause when the provider is lost in the middle of the run", async () => {
    const target: Target = {
      ...orderApiTarget(createOrderApi()),
      send: () =>
        Promise.reject(
          new LockstepError({
            code: "target/unreachable",
            message: "Cannot reach http://127.0.0.1:9.",
          }),
        ),
    };
    const { interactions, problems } = await verify([pactOf([getOrder])], target);
    expect(interactions[0]?.exchange?.kind).to.equal("failed");
    expect(problems.map(({ code }) => code)).to.deep.equal(["contracts/request-failed"]);
    expect(problems[0]?.message).to.include("Cannot reach http://127.0.0.1:9.");
  });

  it("does not pass when there is nothing to verify: no files, no interactions, messages only", async () => {
    const target = orderApiTarget(createOrderApi());
    const message = {
      type: "Asynchronous/Messages",
      description: "an OrderPlaced event",
      contents: {},
    };
    const codesOf = async (pacts: readonly PactFile[]) =>
      (await verify(pacts, target)).problems.map(({ code, severity }) => `${severity} ${code}`);
    expect(await codesOf([])).to.deep.equal(["error contracts/no-pacts"]);
    expect(await codesOf([pactOf([])])).to.deep.equal(["error contracts/no-interactions"]);
    expect(await codesOf([pactOf([message])])).to.deep.equal([
      "error contracts/nothing-verified",
      "warning contracts/message-not-verified",
    ]);
  });

  it("lets a pending interaction fail without failing the run", async () => {
    const pending = httpInteraction({
      description: "a pending request",
      pending: true,
      response: { status: 418 },
    });
    const { interactions, problems } = await verify(
      [pactOf([pending])],
      orderApiTarget(createOrderApi()),
    );
    expect(interactions.map(({ result }) => result)).to.deep.equal(["pending"]);
    expect(problems.map(({ code, severity }) => [code, severity])).to.deep.equal([
      ["contracts/status-mismatch", "warning"],
    ]);
  });

  it("keeps interactions with the same description apart", async () => {
    const pacts = [
      pactOf([httpInteraction({ description: "same", response: { status: 404 } })], "a.json"),
      pactOf([httpInteraction({ description: "same" })], "b.json"),
    ];
    const { interactions } = await verify(pacts, orderApiTarget(createOrderApi()));
    expect(interactions.map(({ file, result }) => [file, result])).to.deep.equal([
      ["a.json", "passed"],
      ["b.json", "failed"],
    ]);
  });

  it("reaches a provider behind a base path, with its credentials, over HTTP", async () => {
    const api = createOrderApi();
    const seen: string[] = [];
    const server = await listen((request) => {
      seen.push(
        request.path,
        request.headers.find(([name]) => name.toLowerCase() === "x-api-key")?.[1] ?? "",
      );
      return api.answer({ ...request, path: request.path.replace("/dev", "") });
    });
    const target = createHttpTarget({
      baseUrl: `${server.url}/dev`,
      kind: "stage-http",
      gateway: "rest",
      headers: [["x-api-key", "secret-key"]],
      timeoutMs: 5_000,
      capabilities: { state: api.state, toEvent: null },
    });
    try {
      const { interactions, problems } = await verify([pactOf([getOrder])], target);
      expect(problems).to.deep.equal([]);
      expect(seen).to.deep.equal(["/dev/orders/ORD-1000", "secret-key"]);
      expect(JSON.stringify(interactions)).not.to.include("secret-key");
    } finally {
      await target.close();
      await server.close();
    }
  });

  it("fails an interaction whose provider hangs, and goes on with the next one", async () => {
    let first = true;
    const target = orderApiTarget(createOrderApi());
    const slow: Target = {
      ...target,
      send: (request) => {
        const hang = first;
        first = false;
        return hang ? new Promise(() => {}) : target.send(request);
      },
    };
    const pacts = [
      pactOf([
        httpInteraction({ description: "hangs", response: { status: 404 } }),
        httpInteraction({ description: "works", response: { status: 404 } }),
      ]),
    ];
    const { interactions } = await verify(pacts, slow, { timeoutMs: 300 });
    expect(interactions.map(({ description, result }) => [description, result])).to.deep.equal([
      ["hangs", "failed"],
      ["works", "passed"],
    ]);
    expect(interactions[0]?.problems[0]?.code).to.equal("contracts/request-failed");
  });
});
