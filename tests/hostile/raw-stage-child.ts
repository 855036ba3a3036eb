import { readdirSync } from "node:fs";
import { createResetHooks } from "../../src/harness/local/stage/reset-hooks.ts";
import { withControl } from "../../src/harness/local/stage/with-control.ts";
import { listen } from "../../src/harness/local/stage/listen.ts";
import { settledHeapBytes } from "../support/lambda/process-resources.ts";
import { testStage } from "../support/stage/test-stage.ts";

// A stage that listens; tells with every message what this process holds.
process.on("uncaughtException", (error) => {
  process.send?.({ crash: error.stack });
  process.exit(1);
});

/** Sockets and whatever else the event loop waits for. */
function countHandles(): number {
  return process.getActiveResourcesInfo().length;
}

const stage = testStage({ functions: { Fn: () => ({ statusCode: 200, body: "{}" }) } });
const hooks = createResetHooks();
const handle = withControl((request, connection) => stage.handle(request, connection), {
  reset: () => hooks.run(),
});
// Bodies that never come are given up soon, as the whole must not take minutes.
const limits = { headersMs: 400, requestMs: 800, checkMs: 100 };
const server = await listen("dev", handle, { port: 0, limits });
process.on("message", () => {
  const descriptors = readdirSync("/proc/self/fd").length;
  process.send?.({ handles: countHandles(), descriptors, heapBytes: settledHeapBytes() });
});
process.once("disconnect", () => void server.close(0));
process.send?.({ port: server.port });
