import type { JsonObject } from "../../../../core/json.ts";
import type { EventEntry } from "../event-entry.ts";
import { arnIn, type EventWorld } from "../event-world.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";
import { arn, eventOf, flag, shape, text, textList, textMap } from "../strict-schema.ts";
import { encodeBase64 } from "../../base64.ts";
import { percentEncode } from "../../query-parameters.ts";
import {
  encodePath,
  headersOf,
  methodOf,
  methodOption,
  requestOptions,
} from "./gateway-request.ts";

/** A load balancer hands a query on as it was sent: encoded (ELB guide, "Lambda functions as targets"). */
function encodedQuery(values: OptionValues): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(values.listMap("querystringparameters")).map(([name, all]) => [
      percentEncode(name),
      all.map(percentEncode),
    ]),
  );
}

/** Text goes as it is, everything else as Base64: by its type, and never where it is encoded already. */
function isText(contentType: string): boolean {
  return /^\s*(?:text\/|application\/(?:json|javascript|xml)\b)/i.test(contentType);
}

function buildRequest(values: OptionValues, world: EventWorld): JsonObject {
  const path = encodePath(values.text("path"));
  const given = values.text("body");
  const lines = headersOf(values, given === "" ? null : given);
  const suffix = values.optional("dns-suffix") ?? `${world.region}.elb.amazonaws.com`;
  const headers = new Map<string, string[]>([
    ["accept", ["*/*"]],
    ["host", [`my-load-balancer-${world.ids.digits(10)}.${suffix}`]],
    ["user-agent", ["curl/8.5.0"]],
  ]);
  for (const [name, value] of lines) {
    const lower = name.toLowerCase();
    const isRepeated = lines.filter(([other]) => other.toLowerCase() === lower).length > 1;
    headers.set(lower, isRepeated ? [...(headers.get(lower) ?? []), value] : [value]);
  }
  headers.set("x-amzn-trace-id", [
    `Root=1-${Math.floor(world.now / 1000).toString(16)}-${world.ids.hex(24)}`,
  ]);
  headers.set("x-forwarded-for", [values.text("source-ip")]);
  headers.set("x-forwarded-port", ["443"]);
  headers.set("x-forwarded-proto", ["https"]);
  const query = encodedQuery(values);
  const isBase64Encoded = given !== "" && !isText(headers.get("content-type")?.at(-1) ?? "");
  const context = {
    requestContext: {
      elb: {
        targetGroupArn: arnIn(
          world,
          "elasticloadbalancing",
          `targetgroup/${values.text("target-group")}/${world.ids.hex(16)}`,
        ),
      },
    },
    httpMethod: methodOf(values),
    path,
  };
  const body = { body: isBase64Encoded ? encodeBase64(given) : given, isBase64Encoded };
  return values.text("multi-value") === "true"
    ? {
        ...context,
        multiValueQueryStringParameters: query,
        multiValueHeaders: Object.fromEntries(headers),
        ...body,
      }
    : {
        ...context,
        queryStringParameters: lastValues(query),
        headers: lastHeaders(headers),
        ...body,
      };
}

function lastValues(values: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? ""]));
}

function lastHeaders(headers: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  return lastValues(Object.fromEntries(headers));
}

const listMap = { type: "object", additionalProperties: textList } as const;

/** One form of both, never a mixture. */
const formSchema = (members: JsonObject): JsonObject =>
  shape({
    requestContext: shape({ elb: shape({ targetGroupArn: arn("elasticloadbalancing") }) }),
    httpMethod: text,
    path: { type: "string", pattern: "^/" },
    ...members,
    body: text,
    isBase64Encoded: flag,
  });

export const loadBalancerEntries: readonly EventEntry[] = [
  {
    service: "alb",
    event: "request",
    summary: "a request to an Application Load Balancer",
    kind: "alb",
    batches: false,
    schema: eventOf("Application Load Balancer request", {
      type: "object",
      if: { required: ["headers"] },
      then: formSchema({ headers: textMap, queryStringParameters: textMap }),
      else: formSchema({ multiValueHeaders: listMap, multiValueQueryStringParameters: listMap }),
    }),
    build: (values, world) => {
      if (values.text("target-group") === "") refuseOption("target-group", "is empty");
      return buildRequest(values, world);
    },
    options: [
      methodOption("POST"),
      {
        name: "target-group",
        default: "my-target-group",
        meaning: "name of the target group",
        kind: "text",
      },
      {
        name: "multi-value",
        default: "false",
        meaning: "multi-value headers are on",
        kind: "text",
        choices: ["false", "true"],
      },
      ...requestOptions.filter(({ name }) => name !== "stage-variables" && name !== "dns-suffix"),
      {
        name: "dns-suffix",
        default: null,
        meaning: "end of the host (default: that of the region)",
        kind: "text",
      },
    ],
  },
];
