import type { JsonObject } from "../../../../core/json.ts";
import { formatRequestTime } from "../../rest-proxy-event.ts";
import type { EventEntry } from "../event-entry.ts";
import { dnsSuffixOf, type EventWorld } from "../event-world.ts";
import type { OptionValues } from "../option-values.ts";
import { eventOf, filledText, flag, integer, shape, text } from "../strict-schema.ts";
import { apiIdOf, apiIdOption, stageOption } from "./gateway-request.ts";

/**
 * Builds a message of a client of a WebSocket API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
function buildMessage(values: OptionValues, world: EventWorld): JsonObject {
  const { ids, now } = world;
  const requestId = `${ids.token(15)}=`;
  const apiId = apiIdOf(values);
  return {
    requestContext: {
      routeKey: values.text("route-key"),
      messageId: `${ids.token(15)}=`,
      eventType: "MESSAGE",
      extendedRequestId: requestId,
      requestTime: formatRequestTime(now),
      messageDirection: "IN",
      stage: values.text("stage"),
      connectedAt: now - 1000,
      requestTimeEpoch: now,
      identity: { sourceIp: values.text("source-ip") },
      requestId,
      domainName: `${apiId}.execute-api.${world.region}.${dnsSuffixOf(world)}`,
      connectionId: values.optional("connection-id") ?? `${ids.token(15)}=`,
      apiId,
    },
    body: values.text("body"),
    isBase64Encoded: false,
  };
}

export const webSocketEntries: readonly EventEntry[] = [
  {
    service: "apigateway",
    event: "websocket-message",
    summary: "a message of a client of a WebSocket API",
    kind: "apigateway-websocket",
    batches: false,
    schema: eventOf(
      "Message of a WebSocket API",
      shape({
        requestContext: shape({
          routeKey: filledText,
          messageId: filledText,
          eventType: { const: "MESSAGE" },
          extendedRequestId: filledText,
          requestTime: filledText,
          messageDirection: { const: "IN" },
          stage: filledText,
          connectedAt: integer,
          requestTimeEpoch: integer,
          identity: shape({ sourceIp: filledText }),
          requestId: filledText,
          domainName: filledText,
          connectionId: filledText,
          apiId: filledText,
        }),
        body: text,
        isBase64Encoded: flag,
      }),
    ),
    build: buildMessage,
    options: [
      { name: "route-key", default: "$default", meaning: "route the message chose", kind: "text" },
      { name: "body", default: '{"action":"send"}', meaning: "text of the message", kind: "text" },
      {
        name: "connection-id",
        default: null,
        meaning: "id of the connection (default: made up)",
        kind: "text",
      },
      stageOption("prod"),
      apiIdOption("1234567890"),
      { name: "source-ip", default: "127.0.0.1", meaning: "address of the client", kind: "text" },
    ],
  },
];
