import { createServer } from "node:http";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { JsonObject } from "../../../../../src/harness/core/json.ts";
import { formatAccessLog } from "../../../../../src/harness/local/stage/access-log/format-access-log.ts";
import type { Stage } from "../../../../../src/harness/local/stage/create-stage.ts";
import type { AccessLogEntry } from "../../../../../src/harness/local/stage/stage-options.ts";
import {
  allowed,
  guardedHttpStage,
  guardedStage,
  policy,
} from "../../../../support/stage/authorizers.ts";
import { httpStage } from "../../../../support/stage/http-stage.ts";
import {
  integrationStage,
  type IntegrationSketch,
} from "../../../../support/stage/integration-stage.ts";
import { request, send, type TestStageOptions } from "../../../../support/stage/test-stage.ts";

type Make = (options: TestStageOptions) => Stage;

/** What a format says of one request. */
async function logOf(format: string, make: Make, asked: Parameters<typeof request>) {
  const entries: AccessLogEntry[] = [];
  await send(
    make({ accessLog: (entry: AccessLogEntry): unknown => entries.push(entry) }),
    request(...asked),
  );
  return entries.map(({ variable }) => formatAccessLog(format, variable));
}

const statuses = "$context.status $context.integration.status $context.integrationStatus";

// Guide.
describe("the access log tells of the integration", () => {
  const settings: JsonObject = {
    requestTemplates: { "application/json": "{}" },
    responses: { default: { statusCode: "404" } },
  };

  for (const proxy of [true, false])
    it(`the status of a server${proxy ? "" : ", not the one made of it"}`, async () => {
      const server = createServer((_incoming, outgoing) => outgoing.writeHead(202).end());
      const { promise, resolve } = Promise.withResolvers<null>();
      server.listen(0, "127.0.0.1", () => resolve(null));
      await promise;
      const place = server.address();
      const port = typeof place === "object" ? (place?.port ?? 0) : 0;
      const sketch: IntegrationSketch = { kind: "http", proxy, uri: `http://127.0.0.1:${port}/` };
      const make: Make = (options) => integrationStage(sketch, settings, options);
      try {
        expect(await logOf(statuses, make, ["GET /dev/items/1"])).to.deep.equal([
          proxy ? "202 202 202" : "404 202 202",
        ]);
      } finally {
        server.close();
        server.closeAllConnections();
      }
    });

  it("200 for a custom Lambda function, whatever is made of its answer", async () => {
    const make: Make = (options) =>
      integrationStage({ kind: "lambda-custom" }, settings, {
        ...options,
        functions: { Fn: () => ({ ok: true }) },
      });
    expect(await logOf(statuses, make, ["GET /dev/items/1"])).to.deep.equal(["404 200 200"]);
  });

  it("why the result of a function was refused, of an HTTP API alone", async () => {
    const functions = { Fn: () => ({ statusCode: "no" }) };
    const format =
      "$context.status $context.error.message $context.integrationStatus $context.integrationErrorMessage";
    const make: Make = (options) => httpStage({ ...options, functions });
    const [line] = await logOf(format, make, ["GET /orders/1"]);
    expect(line).to.match(/^500 Internal Server Error 200 the function's result is malformed: ./);
  });
});

describe("the access log tells of the authorizer", () => {
  const sketch = { authorizer: { type: "token" } };
  const context = { tenant: "acme" };

  it("what it said of a request that its policy refuses", async () => {
    const auth = (): unknown => ({
      principalId: "user-1",
      policyDocument: policy("Deny"),
      context,
    });
    const format =
      "$context.status $context.authorizer.principalId $context.authorizer.tenant $context.authorizer.nothing";
    const make: Make = (options) => guardedStage(sketch, auth, options);
    const asked = ["GET /dev/orders/1", { Authorization: "t" }] as const;
    expect(await logOf(format, make, [...asked])).to.deep.equal(["403 user-1 acme -"]);
  });

  it("what it said of a request that is refused after it let it in", async () => {
    const auth = (): unknown => ({ ...allowed, context });
    const operation = {
      method: "GET",
      path: "/orders/{orderId}",
      security: [["caller"]],
      permitted: false,
    } as const;
    const make: Make = (options) =>
      guardedStage(sketch, auth, { ...options, api: { operations: [operation] } });
    const format = "$context.status $context.authorizer.principalId $context.authorizer.tenant";
    const asked = ["GET /dev/orders/1", { Authorization: "t" }] as const;
    expect(await logOf(format, make, [...asked])).to.deep.equal(["500 user-1 acme"]);
  });

  it("the message of the body where it refuses a request to an HTTP API", async () => {
    const http = {
      authorizer: {
        type: "request",
        authorizerPayloadFormatVersion: "2.0",
        enableSimpleResponses: true,
        identitySource: "$request.header.Authorization",
      },
    };
    const make: Make = (options) =>
      guardedHttpStage(http, () => ({ isAuthorized: false }), options);
    const format = "$context.status $context.error.message $context.error.messageString";
    const asked = ["GET /orders/1", { Authorization: "t" }] as const;
    expect(await logOf(format, make, [...asked])).to.deep.equal(['403 Forbidden "Forbidden"']);
    expect(await logOf(format, make, ["GET /orders/1"])).to.deep.equal([
      '401 Unauthorized "Unauthorized"',
    ]);
  });
});
