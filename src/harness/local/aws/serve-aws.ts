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
import type { DynamoEngine } from "./dynamo-engine.ts";
import { identifyCall, type CallIdentity } from "./identify-call.ts";

/** A control route's answer: a JSON value, or `undefined` when the path is none of its own. */
export type ControlRoute = (path: string) => Promise<unknown>;

/** What the endpoint serves. */
export interface AwsServerOptions {
  readonly engine: DynamoEngine;
  readonly calls: CallLog;
  /** Answers paths under `/_lockstep/`. */
  readonly control: ControlRoute;
}

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

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

function errorAnswer(status: number, name: string, message: string): Answer {
  const body = Buffer.from(JSON.stringify({ __type: name, message, Message: message, code: name }));
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": name },
    body,
  };
}

/** Nothing is pretended: a service or operation that is not here says so, by name. */
function notImplemented({ service, action }: CallIdentity, engine: DynamoEngine | null): Answer {
  const where =
    engine === null ? "the local AWS endpoint" : `${engine.name}, the DynamoDB that runs here,`;
  const remedy =
    engine === null
      ? "Stub the call in a unit test, or point AWS_ENDPOINT_URL of that service elsewhere."
      : "Install @dynoxide for this platform, or name another DynamoDB with --dynamodb-endpoint URL.";
  return errorAnswer(
    501,
    "NotImplemented",
    `${where} does not implement ${service}:${action}. ${remedy}`,
  );
}

function forward(
  engine: DynamoEngine,
  agent: Agent,
  message: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
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
function errorNameOf({ status, body }: Answer): string | null {
  if (status < 400) return null;
  try {
    const value = parseJson(body.toString("utf8"));
    const type = isObject(value) ? value["__type"] : undefined;
    return typeof type === "string" ? (type.split("#").at(-1) ?? type) : null;
  } catch {
    return null;
  }
}

function toCall(identity: CallIdentity, answer: Answer): AwsCall {
  return { ...identity, status: answer.status, errorName: errorNameOf(answer) };
}

function send(response: ServerResponse, answer: Answer): void {
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
): Promise<Answer> {
  const path = message.url ?? "/";
  const body = await readBody(message);
  if (body === null)
    return errorAnswer(
      413,
      "RequestTooLargeException",
      `A request may have at most ${largestRequest} bytes.`,
    );
  if (path.startsWith("/_lockstep/")) {
    const value = await options.control(path);
    return {
      status: value === undefined ? 404 : 200,
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
  toEngine: () => Promise<Answer>,
): Promise<Answer> {
  if (identity.service !== "dynamodb") return notImplemented(identity, null);
  return engine.lacks.has(identity.action) ? notImplemented(identity, engine) : toEngine();
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
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
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
