import { isObject } from "../../../src/harness/core/json.ts";
import type { Exchange } from "../../../src/harness/core/target.ts";
import type { Stage } from "../../../src/harness/local/stage/create-stage.ts";
import { testStage, type TestStageOptions } from "./test-stage.ts";

/** A stage `$default` of an HTTP API; its function `Fn` answers 200 with the event as its body. */
export function httpStage(options: TestStageOptions = {}): Stage {
  return testStage({
    stageName: "$default",
    ...options,
    api: { kind: "http", ...options.api },
  });
}

/** The event the function was given. */
export function eventOf(exchange: Exchange): { readonly [key: string]: unknown } {
  const { event } = exchange.trace;
  if (!isObject(event)) throw new Error(`no event: ${exchange.trace.gatewayDetail}`);
  return event;
}
