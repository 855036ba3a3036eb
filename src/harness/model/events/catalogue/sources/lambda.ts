import type { JsonObject } from "../../../../core/json.ts";
import { buildHttpApiEvent, type HttpApiEvent } from "../../http-api-event.ts";
import { httpEventSchema } from "../../http-event-schemas.ts";
import type { EventEntry } from "../event-entry.ts";
import { dnsSuffixOf, type EventWorld } from "../event-world.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";
import { httpInput } from "./apigateway.ts";
import { methodOption, requestOptions } from "./gateway-request.ts";

/**
 * Builds the event of a function URL: payload format 2.0, with a host of its own and a UUID as request id.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
function buildUrlEvent(values: OptionValues, world: EventWorld): HttpApiEvent {
  const urlId = values.text("url-id");
  if (!/^[a-z0-9]+$/.test(urlId)) refuseOption("url-id", "takes lower-case letters and digits");
  const end = dnsSuffixOf(world) === "amazonaws.com" ? "on.aws" : "on.amazonwebservices.com.cn";
  const host = `${urlId}.lambda-url.${world.region}.${end}`;
  const given = values
    .with("stage", "$default")
    .with("route-key", "$default")
    .with("rest-api-id", urlId);
  const input = httpInput(given, world);
  const headers = input.headers.map(([name, value]): readonly [string, string] =>
    name === "Host" ? [name, host] : [name, value],
  );
  const authorizer = values.object("authorizer");
  const event = buildHttpApiEvent({ ...input, headers, requestId: world.ids.uuid() });
  const isAnonymous = authorizer === null;
  return {
    ...event,
    requestContext: {
      ...event.requestContext,
      // Without IAM there is no account to name.
      accountId: isAnonymous ? "anonymous" : world.account,
    },
  };
}

export const lambdaEntries: readonly EventEntry[] = [
  {
    service: "lambda",
    event: "function-url",
    aliases: ["lambda url"],
    summary: "a request to a function URL",
    kind: "apigateway-http",
    batches: false,
    schema: httpEventSchema,
    build: (values, world): JsonObject => buildUrlEvent(values, world),
    options: [
      {
        name: "url-id",
        default: "abcdefghijklmnopqrstuvwxyz012345",
        meaning: "first part of the host",
        kind: "text",
      },
      methodOption("POST"),
      ...requestOptions.filter(({ name }) => name !== "stage-variables" && name !== "dns-suffix"),
      {
        name: "authorizer",
        default: null,
        meaning: "requestContext.authorizer of a URL with IAM, as JSON",
        kind: "json",
      },
    ],
  },
];
