import type { APIGatewayProxyEvent } from "aws-lambda";

/** Whether the body is announced as JSON. Without a Content-Type, API Gateway takes it for JSON, and so do we. */
export function isAnnouncedAsJson(event: Pick<APIGatewayProxyEvent, "headers">): boolean {
  const headers: Readonly<Record<string, string | undefined>> | null = event.headers;
  const [, contentType] =
    Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "content-type") ?? [];
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  return mediaType === undefined || mediaType === "application/json";
}

/** The body's JSON value, or `undefined` when there is no body or it is not JSON. */
export function readJsonBody(
  event: Pick<APIGatewayProxyEvent, "body" | "isBase64Encoded">,
): unknown {
  const text = event.isBase64Encoded
    ? Buffer.from(event.body ?? "", "base64").toString("utf8")
    : event.body;
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
