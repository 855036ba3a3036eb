import { expect } from "chai";
import type { InvocationResult } from "../../../../src/harness/core/function-invoker.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";

const file = "javascript/streams.mjs";

describe("A response-streaming handler (Node.js runtime interface client)", () => {
  let pool: FunctionPool;
  const names = ["plain", "json", "withMetadata", "metadataLost", "large", "failsMidway"];
  const functions = [
    ...names.map((name) => defineFunction(name, file, name)),
    defineFunction("tooMuch", file, "tooMuch", { timeoutMs: 15_000, memoryMb: 512 }),
    defineFunction("neverEnds", file, "neverEnds", { timeoutMs: 400 }),
    defineFunction("buffered", "javascript/shapes.mjs", "asynchronous"),
  ];
  const invoke = (name: string): Promise<InvocationResult> => pool.invoke(name, invocationOf(null));
  const bodyOf = ({ stream }: InvocationResult): string =>
    Buffer.from(stream?.bodyBase64 ?? "", "base64").toString("utf8");

  before(() => {
    pool = createFunctionPool({ functions, environment: { AWS_REGION: "eu-west-1" } });
  });
  after(() => pool.close());

  it("has the content type it sets, and application/octet-stream without one", async () => {
    expect((await invoke("plain")).stream?.contentType).to.equal("text/plain");
    expect((await invoke("json")).stream?.contentType).to.equal("application/octet-stream");
  });

  it("puts metadata before the body, apart from it in the result", async () => {
    const result = await invoke("withMetadata");
    expect(result.stream).to.deep.include({
      contentType: "application/vnd.awslambda.http-integration-response",
      metadata: { statusCode: 201, headers: { "x-kind": "tea" }, cookies: ["a=b"] },
    });
    expect(bodyOf(result)).to.equal("hello world");
    expect(result.payload).to.match(/^\{"statusCode":201,.*\}\0{8}hello world$/s);
  });

  it("loses metadata that only `end` follows, and a line says so", async () => {
    const result = await invoke("metadataLost");
    expect(result.stream?.metadata).to.equal(null);
    expect(bodyOf(result)).to.equal("body");
    expect(result.logs.map(({ text }) => text).join()).to.contain("were not sent");
  });

  it("may write more than a buffered answer may hold", async () => {
    const result = await invoke("large");
    expect(bodyOf(result)).to.have.length(7 * 1024 * 1024);
    expect(result).to.include({ payload: null, failure: null });
  });

  it("fails where it writes more than 200 MB (guide; the error's type is assumed)", async () => {
    const { failure } = await invoke("tooMuch");
    expect(failure).to.include({
      kind: "too-large",
      errorType: "Function.ResponseSizeTooLarge",
    });
  });

  it("keeps what it wrote before it failed, or before its time was up", async () => {
    const failed = await invoke("failsMidway");
    expect(failed).to.deep.include({ payload: null });
    expect(failed.failure).to.include({ errorType: "RangeError" });
    expect(bodyOf(failed)).to.equal("first half");
    const late = await invoke("neverEnds");
    expect(late.failure?.kind).to.equal("timeout");
    expect(bodyOf(late)).to.equal("begun");
  });

  it("is warm for the next invocation, whose stream is its own", async () => {
    await invoke("plain");
    const again = await invoke("plain");
    expect(again.initDurationMs).to.equal(null);
    expect(bodyOf(again)).to.equal("for test-plain bytes end");
  });

  it("is the only one whose result has a stream", async () => {
    expect((await invoke("buffered")).stream).to.equal(null);
  });
});
