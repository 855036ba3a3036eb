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

/**
 * One call of DynamoDB's JSON protocol. Engines that run here check no signature, so control calls
 * (creating and emptying tables) need no SDK client.
 */
export async function callDynamo(
  endpoint: string,
  region: string,
  action: string,
  input: JsonObject,
): Promise<DynamoAnswer> {
  const date = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${action}`,
      "x-amz-date": `${date}T000000Z`,
      authorization: `AWS4-HMAC-SHA256 Credential=local/${date}/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  const value = text === "" ? {} : parseJson(text);
  return { status: response.status, body: isObject(value) ? value : {} };
}
