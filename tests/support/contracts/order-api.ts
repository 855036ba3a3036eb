import { createServer } from "node:http";
import {
  toBytes,
  bodyText,
  type HttpRequest,
  type HttpResponse,
} from "../../../src/harness/core/http-message.ts";
import { isJsonObject, parseJson, type JsonObject } from "../../../src/harness/core/json.ts";
import type { StateProbe } from "../../../src/harness/core/state-probe.ts";
import { blindTrace, type Target, type Trace } from "../../../src/harness/core/target.ts";
import { createInProcessTarget } from "../../../src/harness/checks/target/create-in-process-target.ts";

/** A small Order API in memory, to be a provider of contracts. */
export interface OrderApi {
  readonly items: Map<string, JsonObject>;
  readonly state: StateProbe;
  readonly requests: readonly HttpRequest[];
  answer(request: HttpRequest): HttpResponse;
}

/** What a provider does wrong. */
export type Breakage = (response: HttpResponse, request: HttpRequest) => HttpResponse;

export function jsonAnswer(status: number, body: unknown): HttpResponse {
  return {
    status,
    headers: [["Content-Type", "application/json"]],
    body: toBytes(JSON.stringify(body)),
  };
}

function problem(status: number, error: string, message: string): HttpResponse {
  return jsonAnswer(status, { error, message });
}

function shown({ PK: _pk, SK: _sk, ...order }: JsonObject): JsonObject {
  return order;
}

function create(items: Map<string, JsonObject>, request: HttpRequest): HttpResponse {
  const order = parseJson(bodyText(request));
  if (!isJsonObject(order) || order["items"] === undefined)
    return problem(400, "BadRequest", "Invalid request body");
  const orderId = `ORD-${items.size}000`;
  items.set(`ORDER#${orderId}`, { ...order, orderId, status: "created" });
  return jsonAnswer(201, { orderId, status: "created" });
}

function route(items: Map<string, JsonObject>, request: HttpRequest): HttpResponse {
  const [, , orderId, action] = request.path.split("/");
  const order = items.get(`ORDER#${orderId}`);
  if (request.path === "/orders" && request.method === "POST") return create(items, request);
  if (request.path === "/orders") {
    const customerId = new URLSearchParams(request.query).get("customerId");
    return jsonAnswer(200, {
      orders: [...items.values()].filter((item) => item["customerId"] === customerId).map(shown),
    });
  }
  if (order === undefined) return problem(404, "NotFound", `Order ${orderId} not found`);
  if (action === undefined) return jsonAnswer(200, shown(order));
  if (order["status"] === "shipped")
    return problem(409, "OrderShipped", `Order ${orderId} is shipped and cannot be cancelled`);
  return jsonAnswer(
    200,
    shown({ ...order, status: "cancelled", cancelledAt: "2030-01-31T10:00:00.000Z" }),
  );
}

function partitionOf({ PK }: JsonObject): string {
  if (typeof PK !== "string") throw new TypeError("PK is a text");
  return PK;
}

function probe(items: Map<string, JsonObject>): StateProbe {
  return {
    tables: [{ logicalId: "OrdersTable", tableName: "dev-orders", keys: ["PK", "SK"] }],
    put: async (_table, item) => void items.set(partitionOf(item), item),
    get: async (_table, key) => items.get(partitionOf(key)) ?? null,
    delete: async (_table, key) => void items.delete(partitionOf(key)),
    scan: async (_table, limit) => [...items.values()].slice(0, limit),
  };
}

/** A provider that keeps the web shop's contract, unless something is broken on purpose. */
export function createOrderApi(breakage: Breakage = (response) => response): OrderApi {
  const items = new Map<string, JsonObject>();
  const requests: HttpRequest[] = [];
  return {
    items,
    requests,
    state: probe(items),
    answer: (request) => {
      requests.push(request);
      return breakage(route(items, request), request);
    },
  };
}

/** The provider as a target without a socket. */
export function orderApiTarget(api: OrderApi, trace: Partial<Trace> = {}): Target {
  return createInProcessTarget({
    kind: "stage",
    name: "order api in memory",
    gateway: "rest",
    send: async (request) => ({
      request,
      response: api.answer(request),
      trace: { ...blindTrace, ...trace },
      durationMs: 1,
    }),
    capabilities: { state: api.state, toEvent: null },
    close: async () => {},
  });
}

/** A server on a free port, closed by the caller. */
export async function listen(
  answer: (request: HttpRequest) => HttpResponse,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const [path = "/", query = ""] = (incoming.url ?? "/").split("?");
      const headers = incoming.rawHeaders.flatMap((name, index): [string, string][] =>
        index % 2 === 0 ? [[name, incoming.rawHeaders[index + 1] ?? ""]] : [],
      );
      const response = answer({
        method: incoming.method ?? "GET",
        path,
        query,
        headers,
        body: chunks.length === 0 ? null : Buffer.concat(chunks),
      });
      outgoing.writeHead(response.status, response.headers.flat());
      outgoing.end(response.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
