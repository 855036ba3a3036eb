import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { isObject, parseJson, type JsonObject } from "../../core/json.ts";

/** An answer of DynamoDB's JSON protocol. */
export interface DynamoAnswer {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown };
}

/** The name of the error DynamoDB answered, `null` for a success. */
export function dynamoErrorName({ status, body }: DynamoAnswer): string | null {
  const type = body["__type"];
  if (status < 400) return null;
  return typeof type === "string" ? (type.split("#").at(-1) ?? type) : `HTTP ${status}`;
}

/** Longer than any engine takes for a control call; whatever accepts a connection and says nothing is none. */
const answerLimitMs = 10_000;

/**
 * One call of DynamoDB's JSON protocol. Engines that run here check no signature, so control calls
 * (creating and emptying tables) need no SDK client. Rejects when no answer comes within `limitMs`
 * milliseconds.
 */
export async function callDynamo(
  endpoint: string,
  region: string,
  action: string,
  input: JsonObject,
  limitMs: number = answerLimitMs,
): Promise<DynamoAnswer> {
  const date = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  const body = JSON.stringify(input);
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "content-length": String(Buffer.byteLength(body)),
    "x-amz-target": `DynamoDB_20120810.${action}`,
    "x-amz-date": `${date}T000000Z`,
    authorization: `AWS4-HMAC-SHA256 Credential=local/${date}/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
  };
  const response = await post(endpoint, body, headers, AbortSignal.timeout(limitMs));
  const value = response.text === "" ? {} : parseJson(response.text);
  return { status: response.status, body: isObject(value) ? value : {} };
}

interface TextAnswer {
  readonly status: number;
  readonly text: string;
}

/** Not `fetch`: its first use costs as much time as the engine takes to start. */
async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<TextAnswer> {
  const request = url.startsWith("https:") ? requestHttps : requestHttp;
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(url, { method: "POST", headers, signal }, resolve);
    outgoing.once("error", reject);
    outgoing.end(body);
  });
  incoming.setEncoding("utf8");
  let text = "";
  for await (const chunk of incoming) text += String(chunk);
  return { status: incoming.statusCode ?? 0, text };
}
