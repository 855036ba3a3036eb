import { expect } from "chai";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { RuntimeError } from "../../../../../src/harness/local/lambda/runtime/describe-failure.ts";
import {
  loadHandler,
  type Handler,
} from "../../../../../src/harness/local/lambda/runtime/load-handler.ts";
import { functionsFolder } from "../../../../support/lambda/define-function.ts";

function load(
  file: string,
  exportName: string,
  options: { readonly handler?: string; readonly runtimeMajor?: number } = {},
): Promise<Handler> {
  return loadHandler({
    moduleUrl: pathToFileURL(path.join(functionsFolder, file)).href,
    handler: options.handler ?? `index.${exportName}`,
    exportName,
    runtimeMajor: options.runtimeMajor ?? 24,
  });
}

async function failureOf(loading: Promise<Handler>): Promise<RuntimeError> {
  try {
    await loading;
  } catch (error) {
    if (error instanceof RuntimeError) return error;
    throw error;
  }
  throw new Error("The handler was loaded.");
}

describe("loadHandler (resolution of the nodejs24 runtime)", () => {
  it("finds a named export of an ES module", async () => {
    expect(await (await load("javascript/index.mjs", "nothing"))(null, null)).to.equal(undefined);
  });

  it("finds a property of module.exports of a CommonJS module", async () => {
    expect(await (await load("commonjs/app.cjs", "handler"))(7, null)).to.deep.equal({
      file: "app.cjs",
      event: 7,
    });
  });

  it("finds an export nested in another, by dots", async () => {
    const handler = await load("javascript/index.mjs", "nested.inner.handler");
    expect(await handler(null, null)).to.equal("nested");
  });

  it("finds a property of the default export", async () => {
    expect(await (await load("javascript/index.mjs", "viaDefault"))(null, null)).to.equal(
      "default",
    );
  });

  it("loads a TypeScript module", async () => {
    expect(await load("typescript/throws.ts", "handler")).to.be.a("function");
  });

  it("says Runtime.HandlerNotFound for an export that is not there", async () => {
    const error = await failureOf(load("javascript/index.mjs", "absent"));
    expect([error.name, error.message]).to.deep.equal([
      "Runtime.HandlerNotFound",
      "index.absent is undefined or not exported",
    ]);
  });

  it("says Runtime.HandlerNotFound for a path through something that is no object", async () => {
    const error = await failureOf(load("javascript/index.mjs", "notAFunction.handler"));
    expect(error.message).to.equal("index.notAFunction.handler is undefined or not exported");
  });

  it("says that an export is not a function", async () => {
    const error = await failureOf(load("javascript/index.mjs", "notAFunction"));
    expect([error.name, error.message]).to.deep.equal([
      "Runtime.HandlerNotFound",
      "index.notAFunction is not a function",
    ]);
  });

  for (const [handler, message] of [
    ["index", "Bad handler"],
    ["folder.v2/index", "Bad handler"],
    [
      "../index.handler",
      "'../index.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
    ],
  ] as const) {
    it(`refuses the handler name ${handler} before it looks for a module`, async () => {
      const error = await failureOf(load("javascript/not-here.mjs", "handler", { handler }));
      expect([error.name, error.message]).to.deep.equal(["Runtime.MalformedHandlerName", message]);
    });
  }

  it("says Runtime.ImportModuleError for a module that requires one that is not there", async () => {
    const error = await failureOf(load("commonjs/requires-missing.cjs", "handler"));
    expect(error.name).to.equal("Runtime.ImportModuleError");
    expect(error.message).to.contain("Error: Cannot find module 'not-installed-anywhere'");
  });

  it("hands on the error of a module that imports one that is not there", async () => {
    const thrown: unknown = await load("javascript/loads-missing.mjs", "handler").catch(
      (error: unknown) => error,
    );
    expect(thrown).to.include({ code: "ERR_MODULE_NOT_FOUND", name: "Error" });
  });

  it("says Runtime.UserCodeSyntaxError for a syntax error", async () => {
    const error = await failureOf(load("javascript/syntax.mjs", "handler"));
    expect(error.name).to.equal("Runtime.UserCodeSyntaxError");
    expect(error.message).to.match(/^SyntaxError: /);
  });

  it("hands on what the module threw while it loaded", async () => {
    const thrown: unknown = await load("javascript/top-level-throw.mjs", "handler").catch(
      (error: unknown) => error,
    );
    expect(thrown).to.be.instanceOf(RangeError).with.property("message", "no configuration");
  });

  it("refuses a handler with a callback parameter on nodejs24, with Lambda's text", async () => {
    const error = await failureOf(load("javascript/index.mjs", "withCallback"));
    expect([error.name, error.message]).to.deep.equal([
      "Runtime.CallbackHandlerDeprecated",
      "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.",
    ]);
  });

  it("takes a handler with a callback parameter on nodejs22", async () => {
    expect(await load("javascript/index.mjs", "withCallback", { runtimeMajor: 22 })).to.have.length(
      3,
    );
  });
});
