import {
  Agent,
  createServer,
  request as sendRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { isObject, parseJson } from "../../core/json.ts";
import type { AwsCall } from "../../core/target.ts";
import type { CallLog } from "./call-log.ts";
import { errorAnswer, type AwsAnswer } from "./aws-answer.ts";
import type { DynamoEngine } from "./dynamo-engine.ts";
import { identifyCall, type CallIdentity } from "./identify-call.ts";
import { listenOnLoopback } from "./listen-on-loopback.ts";
import { refuseCall } from "./refuse-call.ts";

/** A control route's answer: a JSON value, or `undefined` when the path is none of its own. */
export type ControlRoute = (path: string) => Promise<unknown>;

/** What the endpoint serves. */
export interface AwsServerOptions {
  readonly engine: DynamoEngine;
  readonly calls: CallLog;
  /** Answers paths under `/_lockstep/`. */
  readonly control: ControlRoute;
}

/** Without this header a control route refuses. */
export const controlHeader = "x-lockstep-control";

/** The endpoint, listening. */
export interface AwsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Larger than any request AWS takes here (DynamoDB's BatchWriteItem, 16 MB). */
const largestRequest = 32 * 1024 * 1024;

/** Kept by the engine alone: an answer is cut where a client would have lost the connection. */
const hopByHop = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);

async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > largestRequest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function forward(
  engine: DynamoEngine,
  agent: Agent,
  message: IncomingMessage,
  body: Buffer,
): Promise<AwsAnswer> {
  return new Promise((resolve) => {
    const { host: _host, connection: _connection, ...headers } = message.headers;
    const outgoing = sendRequest(
      `${engine.endpoint}${message.url ?? "/"}`,
      { method: message.method, agent, headers: { ...headers, "content-length": body.length } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () => {
          const kept = Object.entries(incoming.headers).flatMap(([name, value]) =>
            value === undefined || hopByHop.has(name) ? [] : [[name, value] as const],
          );
          resolve({
            status: incoming.statusCode ?? 502,
            errorName: null,
            headers: Object.fromEntries(kept),
            body: Buffer.concat(chunks),
          });
        });
        incoming.on("error", (error) => {
          resolve(
            errorAnswer(
              500,
              "InternalServerError",
              `${engine.name} broke off its answer: ${error.message}`,
            ),
          );
        });
      },
    );
    outgoing.on("error", (error) => {
      resolve(
        errorAnswer(
          500,
          "InternalServerError",
          `${engine.name} cannot be reached at ${engine.endpoint}: ${error.message}`,
        ),
      );
    });
    outgoing.end(body);
  });
}

/** `ConditionalCheckFailedException` of `com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException`. */
function errorNameOf({ status, body }: AwsAnswer): string | null {
  if (status < 400) return null;
  try {
    const value = parseJson(body.toString("utf8"));
    const type = isObject(value) ? value["__type"] : undefined;
    return typeof type === "string" ? (type.split("#").at(-1) ?? type) : null;
  } catch {
    return null;
  }
}

function toCall(identity: CallIdentity, answer: AwsAnswer): AwsCall {
  const { service, action, resource } = identity;
  const errorName = answer.errorName ?? errorNameOf(answer);
  return { service, action, resource, status: answer.status, errorName };
}

function send(response: ServerResponse, answer: AwsAnswer): void {
  for (const [name, value] of Object.entries(answer.headers))
    response.setHeader(name, typeof value === "string" ? value : [...value]);
  response.setHeader("content-length", answer.body.length);
  response.statusCode = answer.status;
  response.end(answer.body);
}

async function answerCall(
  options: AwsServerOptions,
  agent: Agent,
  message: IncomingMessage,
): Promise<AwsAnswer> {
  const path = message.url ?? "/";
  const body = await readBody(message);
  if (body === null)
    return errorAnswer(
      413,
      "RequestTooLargeException",
      `A request may have at most ${largestRequest} bytes.`,
    );
  if (path.startsWith("/_lockstep/")) {
    // A page in a browser cannot send this header without asking first, and nothing here says yes.
    if (message.headers[controlHeader] === undefined) {
      return errorAnswer(403, "AccessDenied", `Control routes want the header ${controlHeader}.`);
    }
    const value = await options.control(path);
    return {
      status: value === undefined ? 404 : 200,
      errorName: null,
      headers: { "content-type": "application/json" },
      body: Buffer.from(JSON.stringify(value ?? null)),
    };
  }
  const identity = identifyCall({
    method: message.method ?? "GET",
    path,
    headers: message.headers,
    body: body.toString("utf8"),
  });
  const { engine } = options;
  const answer = await route(identity, engine, () => forward(engine, agent, message, body));
  const trace = message.headers["x-amzn-trace-id"];
  options.calls.record(typeof trace === "string" ? trace : "", toCall(identity, answer));
  return answer;
}

async function route(
  identity: CallIdentity,
  engine: DynamoEngine,
  toEngine: () => Promise<AwsAnswer>,
): Promise<AwsAnswer> {
  if (identity.service !== "dynamodb") return refuseCall(identity, null);
  const answer = await toEngine();
  // Engines say it without a word more, and a client shows its user just "UnknownError".
  return errorNameOf(answer) === "UnknownOperationException"
    ? refuseCall(identity, engine)
    : answer;
}

/** Serves the local AWS endpoint on a free loopback port. */
export async function serveAws(options: AwsServerOptions): Promise<AwsServer> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((message, response) => {
    answerCall(options, agent, message)
      .catch((error: unknown) =>
        errorAnswer(
          500,
          "InternalServerError",
          error instanceof Error ? error.message : String(error),
        ),
      )
      .then((answer) => {
        send(response, answer);
      })
      .catch(() => {
        response.destroy();
      });
  });
  server.on("connection", (socket) => socket.unref());
  const port = await listenOnLoopback(server);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
