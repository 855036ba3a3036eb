import { randomBytes, randomUUID } from "node:crypto";
import {
  bodyText,
  toBytes,
  type HeaderLine,
  type HttpRequest,
} from "../../../src/harness/core/http-message.ts";
import type { Clock, Ids } from "../../../src/harness/core/ports.ts";
import type { Exchange } from "../../../src/harness/core/target.ts";
import { createStage, type Stage } from "../../../src/harness/local/stage/create-stage.ts";
import type { StageOptions } from "../../../src/harness/local/stage/stage-options.ts";
import { createSchemaRegistry } from "../../../src/harness/model/schema/create-schema-registry.ts";
import { functionTable, type TableFunction } from "./function-table.ts";
import { wiredApi, type ApiSketch, type OperationSketch } from "./wired-api.ts";

/** The system clock and random ids. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

export const realIds: Ids = {
  uuid: () => randomUUID(),
  hex: (length) =>
    randomBytes(Math.ceil(length / 2))
      .toString("hex")
      .slice(0, length),
};

/** The resources of the acceptance vectors: orders and a greedy files resource. */
export const orderOperations: readonly OperationSketch[] = [
  { method: "POST", path: "/orders", operationId: "createOrder" },
  { method: "GET", path: "/orders/{orderId}", operationId: "getOrder" },
  { method: "ANY", path: "/files/{proxy+}" },
];

/** What a test stage may be told. */
export interface TestStageOptions extends Partial<Omit<StageOptions, "api" | "schemas">> {
  readonly api?: Partial<ApiSketch>;
  readonly functions?: Readonly<Record<string, TableFunction>>;
}

/** A stage `dev` over a sketch; its function `Fn` answers 200 with the event unless told otherwise. */
export function testStage(options: TestStageOptions = {}): Stage {
  const { api: sketch, functions, ...rest } = options;
  const api = wiredApi({ operations: orderOperations, ...sketch });
  const echo: TableFunction = (event) => ({ statusCode: 200, body: JSON.stringify(event) });
  return createStage({
    api,
    stageName: "dev",
    stageVariables: {},
    schemas: createSchemaRegistry(api.document.root, "openapi-3.0"),
    invoker: functionTable({ Fn: echo, ...functions }),
    ports: { clock: realClock, ids: realIds },
    ...rest,
  });
}

/** A request in few words: `GET /dev/orders?a=1`. */
export function request(
  line: string,
  headers: Readonly<Record<string, string>> | readonly HeaderLine[] = {},
  body: string | Uint8Array | null = null,
): HttpRequest {
  const [method = "GET", target = "/"] = line.split(" ");
  const mark = target.indexOf("?");
  return {
    method,
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? "" : target.slice(mark + 1),
    headers: isLines(headers) ? headers : Object.entries(headers),
    body: typeof body === "string" ? toBytes(body) : body,
  };
}

function isLines(
  headers: Readonly<Record<string, string>> | readonly HeaderLine[],
): headers is readonly HeaderLine[] {
  return Array.isArray(headers);
}

/** Sends a request to a stage in process. */
export function send(stage: Stage, message: HttpRequest): Promise<Exchange> {
  return stage.handle(message, { sourceIp: "203.0.113.7" });
}

/** The body of an exchange's response as JSON. */
export function jsonBody(exchange: Exchange): unknown {
  const value: unknown = JSON.parse(bodyText(exchange.response));
  return value;
}
