import { createFunctionPool } from "../../../src/harness/local/lambda/function-pool.ts";
import { defineFunction, invocationOf } from "./define-function.ts";

// A program that runs one function, closes its pool and says so: nothing else keeps it alive.
const pool = createFunctionPool({
  functions: [defineFunction("Slow", "javascript/slow-to-leave.mjs", "handler")],
  environment: {},
});
const { payload } = await pool.invoke("Slow", invocationOf(null));
await pool.close();
process.stdout.write(`${JSON.stringify(payload)} closed`);
