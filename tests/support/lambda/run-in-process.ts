import { writeSync } from "node:fs";
import { createInProcessInvoker } from "../../../src/harness/local/lambda/in-process-invoker.ts";
import { defineFunction, invocationOf } from "./define-function.ts";

// A program that runs a function in its own process, as a unit test does, and prints what came of it.
const invoker = createInProcessInvoker({
  functions: [defineFunction("Total", "debugged/order-total.ts", "late", { timeoutMs: 100 })],
  environment: {},
});
const { payload, failure } = await invoker.invoke("Total", invocationOf(null));
writeSync(1, JSON.stringify({ payload, failure }));
await invoker.close();
process.exit(0);
