import { writeFileSync } from "node:fs";
import { createFunctionPool } from "../../../src/harness/local/lambda/function-pool.ts";
import { startAws } from "../../../src/harness/local/aws/start-aws.ts";
import { defineFunction, invocationOf } from "./define-function.ts";
import { untilWritten } from "./until.ts";

// A program that starts a world, tells where, and then does nothing until it is killed: arguments are the
// folder for what it tells, and whether a function is in an endless loop.
const [folder = "", looping = ""] = process.argv.slice(2);
const aws = await startAws({
  tables: [],
  region: "eu-west-1",
  accountId: "123456789012",
  dynamodb: { kind: "auto" },
});
const pool = createFunctionPool({
  functions: [
    defineFunction("Count", "javascript/index.mjs", "count"),
    defineFunction("Spawns", "javascript/streams.mjs", "spawns"),
    defineFunction("Loops", "javascript/failures.mjs", "tellsThenLoops", { timeoutMs: 900_000 }),
  ],
  environment: aws.environment,
});
const { payload } = await pool.invoke("Count", invocationOf(null));
const { payload: spawned } = await pool.invoke("Spawns", invocationOf({ detached: true }));
const busy = `${folder}/busy`;
if (looping === "looping") {
  void pool.invoke("Loops", invocationOf({ file: busy }));
  await untilWritten(busy);
}
writeFileSync(
  `${folder}/ready`,
  JSON.stringify({ idle: payload, spawned, engine: aws.engine.name }),
);
setInterval(() => {}, 60_000);
