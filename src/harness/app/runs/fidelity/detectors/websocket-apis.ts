import { resourceDetector } from "../resource-detector.ts";

/** APIs of connections that stay open. */
export const websocketApis = resourceDetector({
  anchor: "websocket-apis",
  group: "APIs",
  state: "not done",
  types: ["AWS::ApiGatewayV2::Api", "AWS::Serverless::WebSocketApi"],
  applies: ({ type, properties }) =>
    type === "AWS::Serverless::WebSocketApi" || properties["ProtocolType"] === "WEBSOCKET",
  what: (names) => `the WebSocket API ${names}`,
  instead: "it is not served; its functions can be run with `lockstep invoke`",
});
