import type { StreamEnd } from "../../../../../src/harness/local/lambda/runtime-api/read-streamed-response.ts";
import { expect } from "chai";
import { request } from "node:http";
import type { FunctionFailure } from "../../../../../src/harness/core/function-invoker.ts";
import {
  startRuntimeApi,
  type OfferedInvocation,
  type RuntimeApi,
} from "../../../../../src/harness/local/lambda/runtime-api/runtime-api-server.ts";

const invocation: OfferedInvocation = {
  requestId: "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
  payload: '{"order":"é"}',
  traceHeader: "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
  invokedFunctionArn: "arn:aws:lambda:eu-west-1:123456789012:function:orders",
  deadline: 1_542_409_706_888,
  clientContext: null,
  tenantId: null,
};

interface Told {
  readonly kind: "next" | "init-error" | "response" | "error" | "chunk" | "streamed";
  readonly value: string | FunctionFailure | StreamEnd | null;
}

describe("startRuntimeApi", () => {
  let api: RuntimeApi;
  let told: Told[];
  const url = (path: string): string => `http://${api.address}/2018-06-01/runtime${path}`;
  const next = (): Promise<Response> => fetch(url("/invocation/next"));
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(url(path), { method: "POST", body, headers });
  const respond = (body: string, id = invocation.requestId): Promise<Response> =>
    post(`/invocation/${id}/response`, body);

  beforeEach(async () => {
    told = [];
    api = await startRuntimeApi({
      onNext: () => told.push({ kind: "next", value: null }),
      onInitError: (value) => told.push({ kind: "init-error", value }),
      onChunk: (chunk) => told.push({ kind: "chunk", value: chunk.toString() }),
      onStreamed: (value) => told.push({ kind: "streamed", value }),
      onResponse: (value) => told.push({ kind: "response", value }),
      onError: (value) => told.push({ kind: "error", value }),
    });
  });
  afterEach(() => api.close());

  it("listens on loopback alone", () => {
    expect(api.address).to.match(/^127\.0\.0\.1:\d+$/);
  });

  it("hands out an invocation with its headers", async () => {
    api.offer({ ...invocation, clientContext: '{"custom":{"a":"1"}}' });
    const response = await next();
    expect(response.status).to.equal(200);
    expect(Object.fromEntries(response.headers)).to.include({
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": invocation.requestId,
      "lambda-runtime-deadline-ms": "1542409706888",
      "lambda-runtime-invoked-function-arn": invocation.invokedFunctionArn,
      "lambda-runtime-trace-id": invocation.traceHeader,
      "lambda-runtime-client-context": '{"custom":{"a":"1"}}',
    });
    expect(await response.text()).to.equal(invocation.payload);
  });

  it("has no header of a client context where there is none", async () => {
    api.offer(invocation);
    const response = await next();
    expect(response.headers.has("lambda-runtime-client-context")).to.equal(false);
  });

  it("lets a runtime wait until there is an invocation", async () => {
    const waiting = next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).to.deep.equal([{ kind: "next", value: null }]);
    api.offer(invocation);
    expect(await (await waiting).json()).to.deep.equal({ order: "é" });
  });

  it("takes a response, and accepts it", async () => {
    api.offer(invocation);
    await next();
    const response = await respond('{"statusCode":200}');
    expect(response.status).to.equal(202);
    expect(await response.json()).to.deep.equal({ status: "OK" });
    expect(told.at(-1)).to.deep.equal({ kind: "response", value: '{"statusCode":200}' });
  });

  it("gives one invocation at a time", async () => {
    api.offer(invocation);
    await next();
    const refused = await next();
    expect(refused.status).to.equal(403);
    expect(await refused.json()).to.include({ errorType: "InvalidStateTransition" });
    await respond("null");
    api.offer({ ...invocation, requestId: "second" });
    expect((await next()).headers.get("lambda-runtime-aws-request-id")).to.equal("second");
  });

  it("refuses a response that has been given, or to an id it did not hand out", async () => {
    expect((await respond("null")).status).to.equal(400);
    api.offer(invocation);
    await next();
    const wrong = await respond("null", "another");
    expect(wrong.status).to.equal(400);
    expect(await wrong.json()).to.deep.equal({
      errorMessage: "Invalid request ID",
      errorType: "InvalidRequestID",
    });
    await respond("null");
    expect((await respond("null")).status).to.equal(400);
    expect(told.filter(({ kind }) => kind === "response")).to.have.length(1);
  });

  it("answers 413 to a response over the limit, and fails the invocation", async () => {
    api.offer(invocation);
    await next();
    const response = await respond("x".repeat(6_291_557));
    expect(response.status).to.equal(413);
    expect(await response.json()).to.deep.equal({
      errorMessage: "Exceeded maximum allowed payload size (6291556 bytes).",
      errorType: "RequestEntityTooLarge",
    });
    expect(told.at(-1)?.value).to.include({ errorType: "Function.ResponseSizeTooLarge" });
  });

  it("takes a response of exactly the limit", async () => {
    api.offer(invocation);
    await next();
    expect((await respond("x".repeat(6_291_556))).status).to.equal(202);
  });

  it("takes an error of a handler", async () => {
    api.offer(invocation);
    await next();
    const document = { errorMessage: "refused", errorType: "OrderError", stackTrace: ["a\nb\n"] };
    const response = await post(
      `/invocation/${invocation.requestId}/error`,
      JSON.stringify(document),
    );
    expect(response.status).to.equal(202);
    expect(told.at(-1)).to.deep.equal({
      kind: "error",
      value: {
        kind: "thrown",
        errorType: "OrderError",
        errorMessage: "refused",
        trace: ["a", "b"],
        payload: document,
      },
    });
  });

  it("takes an error of initialisation, before the first invocation only", async () => {
    const document = '{"errorMessage":"no table","errorType":"Config.Missing"}';
    expect((await post("/init/error", document)).status).to.equal(202);
    expect(told.at(-1)?.value).to.include({ kind: "init", errorType: "Config.Missing" });
    api.offer(invocation);
    await next();
    expect((await post("/init/error", document)).status).to.equal(403);
  });

  it("has no other paths, methods and versions", async () => {
    const statuses = await Promise.all([
      fetch(url("/invocation/next"), { method: "POST" }).then(({ status }) => status),
      fetch(`http://${api.address}/2015-03-31/runtime/invocation/next`).then(
        ({ status }) => status,
      ),
      fetch(`http://${api.address}/`).then(({ status }) => status),
    ]);
    expect(statuses).to.deep.equal([404, 404, 404]);
  });

  it("does not answer a page in a browser that found its port", async () => {
    const [hostname = "", port = ""] = api.address.split(":");
    api.offer(invocation);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(
        {
          hostname,
          port,
          path: "/2018-06-01/runtime/invocation/next",
          headers: { host: "a.test" },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on("error", reject)
        .end();
    });
    expect(status).to.equal(404);
  });

  it("keeps an invocation for a runtime that went away while it waited", async () => {
    const controller = new AbortController();
    const gone = fetch(url("/invocation/next"), { signal: controller.signal }).catch(() => "gone");
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    expect(await gone).to.equal("gone");
    await new Promise((resolve) => setTimeout(resolve, 20));
    api.offer(invocation);
    expect((await next()).status).to.equal(200);
  });

  it("ends what waits when it is closed", async () => {
    const waiting = next().then(
      () => "answered",
      () => "ended",
    );
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await api.close();
    expect(await waiting).to.equal("ended");
  });

  it("hands out the tenant of an invocation (Node.js and Python clients)", async () => {
    api.offer({ ...invocation, tenantId: "t-1" });
    expect((await next()).headers.get("lambda-runtime-aws-tenant-id")).to.equal("t-1");
  });

  /** Streams a response as a runtime does: chunked, with the error in trailers. */
  const stream = (trailers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(url(`/invocation/${invocation.requestId}/response`), {
        method: "POST",
        headers: {
          "Content-Type": "text/plain",
          "Lambda-Runtime-Function-Response-Mode": "streaming",
          Trailer: "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body",
        },
      });
      sent.once("error", reject);
      sent.once("response", (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.write("first ");
      sent.write("second");
      sent.addTrailers(trailers);
      sent.end();
    });

  it("takes a streamed response piece by piece (AWS Lambda guide, response streaming)", async () => {
    api.offer(invocation);
    await next();
    expect(await stream({})).to.equal(202);
    const pieces = told.flatMap(({ kind, value }) =>
      kind === "chunk" && typeof value === "string" ? [value] : [],
    );
    expect(pieces.join("")).to.equal("first second");
    expect(told.at(-1)).to.deep.equal({
      kind: "streamed",
      value: { contentType: "text/plain", failure: null },
    });
  });

  it("reads what failed in the middle of a stream from its trailers", async () => {
    api.offer(invocation);
    await next();
    const error = { errorType: "OrderError", errorMessage: "midway", trace: ["one"] };
    await stream({
      "Lambda-Runtime-Function-Error-Type": "OrderError",
      "Lambda-Runtime-Function-Error-Body": Buffer.from(JSON.stringify(error)).toString("base64"),
    });
    const { value } = told.at(-1) ?? {};
    expect(value).to.deep.include({
      failure: { kind: "thrown", ...error, payload: error },
    });
  });

  it("takes an error with a stack of 300 KB in a header", async () => {
    api.offer(invocation);
    await next();
    const answered = await post(`/invocation/${invocation.requestId}/error`, "{}", {
      "Lambda-Runtime-Function-XRay-Error-Cause": "x".repeat(300_000),
    });
    expect(answered.status).to.equal(202);
  });
});
