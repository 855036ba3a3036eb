import { expect } from "chai";
import type {
  FunctionDefinition,
  FunctionFailure,
} from "../../../../src/harness/core/function-invoker.ts";
import type { JsonValue } from "../../../../src/harness/core/json.ts";
import {
  createFunctionPool,
  type FunctionPool,
} from "../../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "../../../support/lambda/define-function.ts";
import { failureOf } from "../../../support/lambda/read-result.ts";

// Every shape a handler may have and every way it may fail, with what Lambda answers.

/** Where the expected answer is written down. */
type Source =
  /** Source of the Node.js runtime interface client, version 4 (nodejs24) and 3 (before). */
  | "client 4"
  | "client 3"
  /** Answers of Lambda, recorded. */
  | "recorded"
  /** AWS Lambda Developer Guide. */
  | "guide";

interface Failing {
  readonly kind: FunctionFailure["kind"];
  readonly errorType: string;
  /** `ID` stands for `RequestId: <the request's id> Error: `. */
  readonly errorMessage: string;
}

interface Row {
  readonly does: string;
  readonly source: Source;
  /** File under tests/fixtures/functions and the export in it. */
  readonly file: string;
  readonly handler: string;
  readonly on?: Partial<FunctionDefinition>;
  readonly event?: JsonValue;
  readonly answers: { readonly payload: JsonValue } | Failing;
}

const shapes = "javascript/shapes.mjs";
const commonjs = "commonjs/shapes.cjs";
const breaks = "javascript/breaks.mjs";
const streams = "javascript/streams.mjs";
const node22 = { runtime: "nodejs22.x" };
const short = { timeoutMs: 400 };

function payload(value: JsonValue): { readonly payload: JsonValue } {
  return { payload: value };
}

function fails(kind: Failing["kind"], errorType: string, errorMessage: string): Failing {
  return { kind, errorType, errorMessage };
}

const exit = (reason: string): Failing => fails("exit", "Runtime.ExitError", `ID${reason}`);
const notFound = (text: string): Failing => fails("init", "Runtime.HandlerNotFound", text);
const malformed = (text: string): Failing => fails("init", "Runtime.MalformedHandlerName", text);

const callbackRemoved =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";
const neverSettled =
  "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes";
const unreadable =
  "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack";

/** What `awslambda.InvokeStore` tells of itself. */
const invokeStore = {
  id: true,
  trace: true,
  tenant: null,
  has: true,
  mine: 1,
  absent: null,
  keys: ["mine", "Symbol(_AWS_LAMBDA_REQUEST_ID)", "Symbol(_AWS_LAMBDA_X_RAY_TRACE_ID)"],
  protected: "Cannot modify protected Lambda context field: Symbol(_AWS_LAMBDA_REQUEST_ID)",
  is: true,
  ran: 2,
  after: "-",
};

// prettier-ignore
const rows: readonly Row[] = [
  // What a handler may be.
  { does: "answers what an async function returns", source: "client 4", file: shapes, handler: "asynchronous", event: { a: 1 }, answers: payload({ got: { a: 1 } }) },
  { does: "answers what a plain function returns", source: "client 4", file: shapes, handler: "synchronous", event: [1], answers: payload({ got: [1] }) },
  { does: "waits for a promise", source: "client 4", file: shapes, handler: "promise", answers: payload("later") },
  { does: "waits for a thenable", source: "client 4", file: shapes, handler: "thenable", answers: payload("from a thenable") },
  { does: "answers null for undefined", source: "recorded", file: shapes, handler: "nothing", answers: payload(null) },
  { does: "refuses a function, which JSON leaves out", source: "client 4", file: shapes, handler: "aFunction", answers: fails("unserialisable", "TypeError", "Wrong arguments") },
  { does: "answers as JSON has it", source: "client 4", file: shapes, handler: "aDate", answers: payload({ at: "1970-01-01T00:00:00.000Z" }) },
  { does: "takes a handler with two parameters", source: "client 4", file: shapes, handler: "twoParameters", answers: payload(36) },
  { does: "gives a handler no third argument on nodejs24", source: "client 4", file: shapes, handler: "rest", answers: payload(2) },
  { does: "gives a handler its callback on nodejs22", source: "client 3", file: shapes, handler: "rest", on: node22, answers: payload(3) },
  // Where a handler may be.
  { does: "finds an export nested in objects", source: "client 4", file: shapes, handler: "deep.er.handler", answers: payload("nested") },
  { does: "finds a member of the default export", source: "client 4", file: shapes, handler: "viaDefault", answers: payload("default") },
  { does: "looks into no default export of an ES module on nodejs22", source: "client 3", file: shapes, handler: "viaDefault", on: node22, answers: notFound("shapes.viaDefault is undefined or not exported") },
  { does: "finds a CommonJS export", source: "client 4", file: commonjs, handler: "direct", answers: payload("exports") },
  { does: "finds a CommonJS export set by computation", source: "client 4", file: commonjs, handler: "handler", answers: payload("computed") },
  { does: "finds it on nodejs22, too", source: "client 3", file: commonjs, handler: "handler", on: node22, answers: payload("computed") },
  { does: "goes through no function on nodejs24", source: "client 4", file: commonjs, handler: "viaFunction.handler", answers: notFound("shapes.viaFunction.handler is undefined or not exported") },
  { does: "goes through a function on nodejs22", source: "client 3", file: commonjs, handler: "viaFunction.handler", on: node22, answers: payload("member of a function") },
  { does: "finds a module in a nested folder, and the export after its first dot", source: "client 4", file: "javascript/nested/deep/orders.v2.mjs", handler: "handlers.get", on: { handler: "nested/deep/orders.v2.handlers.get" }, answers: payload("deep") },
  // What it may not be.
  { does: "refuses a name without a dot", source: "client 4", file: shapes, handler: "x", on: { handler: "shapes" }, answers: malformed("Bad handler") },
  { does: "refuses a name whose only dot is in a folder", source: "client 4", file: shapes, handler: "x", on: { handler: "src.v1/shapes" }, answers: malformed("Bad handler") },
  { does: "refuses `..` in a name", source: "client 4", file: shapes, handler: "x", on: { handler: "../shapes.x" }, answers: malformed("'../shapes.x' is not a valid handler name. Use absolute paths when specifying root directories in handler names.") },
  { does: "says that an export is not there", source: "client 4", file: shapes, handler: "absent", answers: notFound("shapes.absent is undefined or not exported") },
  { does: "says so of an export that is falsy", source: "client 4", file: shapes, handler: "zero", answers: notFound("shapes.zero is undefined or not exported") },
  { does: "says that an export is no function", source: "client 4", file: shapes, handler: "text", answers: notFound("shapes.text is not a function") },
  { does: "refuses a third parameter on nodejs24", source: "client 4", file: shapes, handler: "withCallback", answers: fails("init", "Runtime.CallbackHandlerDeprecated", callbackRemoved) },
  { does: "takes a third parameter on nodejs22", source: "guide", file: shapes, handler: "withCallback", on: node22, answers: payload("called back") },
  { does: "refuses a streaming mark it does not know", source: "client 4", file: streams, handler: "malformed", answers: fails("init", "Runtime.MalformedStreamingHandler", "Only response streaming is supported.") },
  // Modules that fail while they load; the first invocation tells it.
  { does: "wraps a package that `require` does not find", source: "client 4", file: "commonjs/requires-missing.cjs", handler: "handler", answers: fails("init", "Runtime.ImportModuleError", "Error: Cannot find module 'not-installed-anywhere'") },
  { does: "hands on what `import` says of a missing module", source: "client 4", file: "javascript/loads-missing.mjs", handler: "handler", answers: fails("init", "Error", "Cannot find module '") },
  { does: "wraps a syntax error of an ES module", source: "client 4", file: "javascript/syntax.mjs", handler: "handler", answers: fails("init", "Runtime.UserCodeSyntaxError", "SyntaxError: ") },
  { does: "wraps a syntax error of a CommonJS module", source: "client 4", file: "commonjs/syntax.cjs", handler: "handler", answers: fails("init", "Runtime.UserCodeSyntaxError", "SyntaxError: ") },
  { does: "hands on what a module threw", source: "recorded", file: "javascript/top-level-throw.mjs", handler: "handler", answers: fails("init", "RangeError", "no configuration") },
  // What a handler may throw.
  { does: "answers name and message of an error", source: "client 4", file: breaks, handler: "throwsError", answers: fails("thrown", "RangeError", "out of range") },
  { does: "answers an error thrown at once", source: "client 4", file: breaks, handler: "throwsAtOnce", answers: fails("thrown", "Error", "not even a promise") },
  { does: "answers an error's own name", source: "client 4", file: breaks, handler: "throwsNamed", answers: fails("thrown", "OrderError", "no such order") },
  { does: "does not answer the name of an error's class", source: "client 4", file: breaks, handler: "throwsUnnamed", answers: fails("thrown", "Error", "its class has no name of its own") },
  { does: "answers the type of a thrown text", source: "client 4", file: breaks, handler: "throwsText", answers: fails("thrown", "string", "only text") },
  { does: "answers the type of a thrown object", source: "client 4", file: breaks, handler: "throwsObject", answers: fails("thrown", "object", "[object Object]") },
  { does: "answers the type of a thrown undefined", source: "client 4", file: breaks, handler: "throwsNothing", answers: fails("thrown", "undefined", "undefined") },
  { does: "dies of what has no text", source: "client 4", file: breaks, handler: "throwsBare", answers: exit("Runtime exited with error: exit status 1") },
  { does: "answers `handled` for an error whose name is no text", source: "client 4", file: "shapes/errors.mjs", handler: "nameNumber", answers: fails("thrown", "handled", unreadable) },
  { does: "answers `handled` for an error whose message is no text", source: "client 4", file: "shapes/errors.mjs", handler: "messageNumber", answers: fails("thrown", "handled", unreadable) },
  { does: "answers `handled` for an error whose stack is no text", source: "client 4", file: "shapes/errors.mjs", handler: "stackNumber", answers: fails("thrown", "handled", unreadable) },
  { does: "answers `handled` for an error whose name cannot be read", source: "client 3", file: "shapes/errors.mjs", handler: "nameGetter", on: node22, answers: fails("thrown", "handled", unreadable) },
  { does: "answers an error without a message", source: "client 4", file: "shapes/errors.mjs", handler: "messageNull", answers: fails("thrown", "Error", "") },
  { does: "writes DEL in an error's name as %7F", source: "client 4", file: "shapes/errors.mjs", handler: "delName", answers: fails("thrown", "a%7Fb", "made") },
  { does: "takes an error of another realm for an object", source: "client 4", file: "shapes/errors.mjs", handler: "otherRealm", answers: fails("thrown", "object", "RangeError: of another realm") },
  { does: "takes it for an error on nodejs22", source: "client 3", file: "shapes/errors.mjs", handler: "otherRealm", on: node22, answers: fails("thrown", "RangeError", "of another realm") },
  { does: "dies of what throws when it is made text", source: "client 4", file: "shapes/errors.mjs", handler: "toStringThrows", answers: exit("Runtime exited with error: exit status 1") },
  { does: "answers what that throws on nodejs22", source: "client 3", file: "shapes/errors.mjs", handler: "toStringThrows", on: node22, answers: fails("thrown", "Error", "no text") },
  // What it may do to its context and the runtime's globals.
  { does: "ends where the handler changes its request id", source: "client 4", file: "shapes/results.mjs", handler: "changesContext", answers: exit("Runtime exited with error: exit status 1") },
  { does: "lets the handler change it on nodejs22", source: "client 3", file: "shapes/results.mjs", handler: "changesContext", on: node22, answers: payload(["other", "other", 15]) },
  { does: "finds no channel to a parent", source: "client 4", file: "shapes/answers.mjs", handler: "parent", answers: payload([]) },
  { does: "has a store of the invocation", source: "client 4", file: "shapes/streaming.mjs", handler: "store", answers: payload(invokeStore) },
  { does: "has no such store on nodejs22", source: "client 3", file: "shapes/streaming.mjs", handler: "globals", on: node22, answers: payload({ keys: ["HttpResponseStream", "streamifyResponse"], from: "function", own: [], is: true }) },
  // What it may not return.
  { does: "refuses a symbol, which JSON leaves out", source: "client 4", file: "shapes/answers.mjs", handler: "aSymbol", answers: fails("unserialisable", "TypeError", "Wrong arguments") },
  { does: "refuses a value that holds itself", source: "client 4", file: breaks, handler: "cyclic", answers: fails("unserialisable", "Runtime.JSONStringifyError", "Unable to stringify response body") },
  { does: "refuses a bigint", source: "client 4", file: breaks, handler: "bigint", answers: fails("unserialisable", "Runtime.JSONStringifyError", "Unable to stringify response body") },
  { does: "gives that error no type of its own on nodejs22", source: "client 3", file: commonjs, handler: "cyclic", on: node22, answers: fails("unserialisable", "Error", "Unable to stringify response body") },
  { does: "refuses an answer of more than 6 MB", source: "recorded", file: breaks, handler: "large", answers: fails("too-large", "Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed payload size (6291556 bytes).") },
  // Callbacks of nodejs22.
  { does: "answers what the callback is given", source: "client 3", file: commonjs, handler: "calls", on: node22, event: 1, answers: payload({ event: 1 }) },
  { does: "answers the callback's error", source: "client 3", file: commonjs, handler: "callsWithError", on: node22, answers: fails("thrown", "RangeError", "refused") },
  { does: "answers the callback's error that is none", source: "client 3", file: commonjs, handler: "callsWithText", on: node22, answers: fails("thrown", "string", "only text") },
  { does: "holds the callback's value until the event loop is empty", source: "guide", file: commonjs, handler: "callsLate", on: node22, answers: payload("held until the loop is empty") },
  { does: "does not hold it where callbackWaitsForEmptyEventLoop is false", source: "guide", file: commonjs, handler: "callsWithoutWaiting", on: node22, answers: payload("at once") },
  { does: "takes the first call of the callback only", source: "client 3", file: commonjs, handler: "twice", on: node22, answers: payload("first") },
  { does: "answers context.done", source: "client 3", file: commonjs, handler: "done", on: node22, answers: payload("done") },
  { does: "answers context.succeed at once", source: "client 3", file: commonjs, handler: "succeeds", on: node22, answers: payload("succeeded") },
  { does: "answers context.fail", source: "client 3", file: commonjs, handler: "fails", on: node22, answers: fails("thrown", "TypeError", "failed") },
  { does: "answers `handled` for context.fail without an error", source: "client 3", file: commonjs, handler: "failsWithNothing", on: node22, answers: fails("thrown", "string", "handled") },
  { does: "answers null for a plain function that calls nothing", source: "client 3", file: commonjs, handler: "silent", on: node22, answers: payload(null) },
  { does: "has no callback members on nodejs24", source: "guide", file: commonjs, handler: "contextKeys", answers: payload(["awsRequestId", "clientContext", "functionName", "functionVersion", "getRemainingTimeInMillis", "identity", "invokedFunctionArn", "logGroupName", "logStreamName", "memoryLimitInMB", "tenantId", "xRayTraceId"]) },
  { does: "has them on nodejs22", source: "client 3", file: commonjs, handler: "contextKeys", on: node22, answers: payload(["awsRequestId", "callbackWaitsForEmptyEventLoop", "clientContext", "done", "fail", "functionName", "functionVersion", "getRemainingTimeInMillis", "identity", "invokedFunctionArn", "logGroupName", "logStreamName", "memoryLimitInMB", "succeed", "tenantId"]) },
  // Ends of the process.
  { does: "exits with a status", source: "recorded", file: breaks, handler: "exits", answers: exit("Runtime exited with error: exit status 3") },
  { does: "exits with status 0", source: "recorded", file: breaks, handler: "exitsCleanly", answers: exit("Runtime exited without providing a reason") },
  { does: "is ended by a signal", source: "recorded", file: breaks, handler: "killsItself", answers: exit("Runtime exited with error: signal: terminated") },
  { does: "aborts", source: "recorded", file: breaks, handler: "aborts", answers: exit("Runtime exited with error: signal: aborted (core dumped)") },
  { does: "leaves a rejection unhandled", source: "client 4", file: breaks, handler: "rejects", answers: exit("Runtime exited with error: exit status 1") },
  { does: "leaves a rejection unhandled on nodejs22", source: "client 3", file: commonjs, handler: "rejects", on: node22, answers: fails("exit", "Runtime.UnhandledPromiseRejection", "TypeError: nobody waits for me") },
  { does: "throws in a timer", source: "client 4", file: breaks, handler: "throwsLater", answers: exit("Runtime exited with error: exit status 1") },
  { does: "throws in a timer on nodejs22", source: "client 3", file: commonjs, handler: "throwsLater", on: node22, answers: fails("exit", "RangeError", "from a timer") },
  { does: "waits for nothing", source: "client 4", file: breaks, handler: "never", answers: exit("Runtime exited without providing a reason") },
  { does: "waits for nothing on nodejs22", source: "client 3", file: commonjs, handler: "neverAsync", on: node22, answers: fails("exit", "Runtime.NodeJsExit", neverSettled) },
  { does: "returns a promise that waits for nothing on nodejs22", source: "client 3", file: commonjs, handler: "neverPromised", on: node22, answers: payload(null) },
  { does: "fills the heap", source: "guide", file: breaks, handler: "fillsHeap", answers: fails("memory", "Runtime.ExitError", "IDRuntime exited with error: signal: killed") },
  { does: "loops for ever", source: "recorded", file: breaks, handler: "loops", on: short, answers: fails("timeout", "Sandbox.Timedout", "IDTask timed out after 0.40 seconds") },
  { does: "sleeps too long", source: "recorded", file: breaks, handler: "sleeps", on: short, answers: fails("timeout", "Sandbox.Timedout", "IDTask timed out after 0.40 seconds") },
  // Response streaming.
  { does: "streams text and bytes", source: "client 4", file: streams, handler: "plain", answers: payload("for test-F bytes end") },
  { does: "streams JSON of what is neither", source: "client 4", file: streams, handler: "json", event: 1, answers: payload({ echoed: 1 }) },
  { does: "streams through a pipeline", source: "client 4", file: streams, handler: "piped", answers: payload("one two three") },
  { does: "streams more than 6 MB", source: "guide", file: streams, handler: "large", answers: payload(null) },
  { does: "streams on nodejs22", source: "client 3", file: streams, handler: "plain", on: node22, answers: payload("for test-F bytes end") },
  { does: "may stream with three parameters", source: "client 4", file: streams, handler: "threeParameters", answers: payload(36) },
  { does: "ignores what a streaming handler returns", source: "client 4", file: streams, handler: "returnsToo", answers: payload("streamed") },
  { does: "fails in the middle of a stream", source: "client 4", file: streams, handler: "failsMidway", answers: fails("thrown", "RangeError", "the source broke") },
  { does: "fails before a stream", source: "client 4", file: streams, handler: "failsAtOnce", answers: fails("thrown", "TypeError", "nothing yet") },
  { does: "refuses a streaming handler that is not async", source: "client 4", file: streams, handler: "notAsync", answers: fails("thrown", "Error", "Streaming does not support non-async handlers.") },
  { does: "tells no failure after the end of a stream", source: "client 4", file: "shapes/streaming.mjs", handler: "throwsAfterEnd", answers: payload("all") },
  { does: "dies of a source that breaks in a pipeline", source: "client 4", file: "shapes/streaming.mjs", handler: "pipedBroken", answers: exit("Runtime exited with error: exit status 1") },
  { does: "reports it as unhandled on nodejs22", source: "client 3", file: "shapes/streaming.mjs", handler: "pipedBroken", on: node22, answers: fails("exit", "Runtime.UnhandledPromiseRejection", "RangeError: the source broke") },
  { does: "dies of a write after the end", source: "client 4", file: "shapes/streaming.mjs", handler: "writeAfterEnd", answers: exit("Runtime exited with error: exit status 1") },
  { does: "refuses a content type after the first write", source: "client 4", file: streams, handler: "typeTooLate", answers: fails("thrown", "Runtime.InvalidStreamingOperation", "Cannot set content-type, too late.") },
  { does: "times out when a stream never ends", source: "client 4", file: streams, handler: "neverEnds", on: short, answers: fails("timeout", "Sandbox.Timedout", "IDTask timed out after 0.40 seconds") },
];

const environment = { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "local" };

/** One function per row; `F` and its number is how the pool knows it. */
const functions = rows.map((row, index) => ({
  ...defineFunction("F", row.file, row.handler, row.on),
  logicalId: `F${index}`,
}));

describe("A handler, as Lambda calls it", () => {
  let pool: FunctionPool;
  before(() => {
    pool = createFunctionPool({ functions, environment });
  });
  after(() => pool.close());

  rows.forEach((row, index) => {
    it(`${row.does} (${row.source})`, async () => {
      const invocation = invocationOf(row.event ?? null);
      const result = await pool.invoke(`F${index}`, invocation);
      const { answers } = row;
      if ("payload" in answers) {
        expect(result.failure).to.equal(null);
        expect(result.payload).to.deep.equal(answers.payload);
        return;
      }
      const { kind, errorType, errorMessage } = failureOf(result);
      const id = `RequestId: ${invocation.requestId} Error: `;
      expect({ kind, errorType }).to.deep.equal({
        kind: answers.kind,
        errorType: answers.errorType,
      });
      const expected = answers.errorMessage.replace(/^ID/, id);
      // What Node.js adds (its own words for a syntax error, where it looked) depends on its version.
      expect(errorMessage.slice(0, expected.length)).to.equal(expected);
      expect(result.payload).to.equal(null);
    });
  });
});
