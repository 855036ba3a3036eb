import { isObject, parseJson } from "../../core/json.ts";

/** What an AWS request asks for, as far as its headers and body tell. */
export interface CallIdentity {
  /** Signing name of the service, e.g. `dynamodb`, `events`, `s3`. */
  readonly service: string;
  readonly action: string;
  /** Table, queue or bus named by the call, `null` when it names none. */
  readonly resource: string | null;
  /** How the answer, an error too, has to be written. */
  readonly protocol: "json" | "query" | "rest-json" | "rest-xml";
}

/** A request's parts that identify it. */
export interface CallParts {
  readonly method: string;
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

const targetServices: Readonly<Record<string, string>> = {
  DynamoDB_20120810: "dynamodb",
  DynamoDBStreams_20120810: "dynamodbstreams",
  AWSEvents: "events",
  AmazonSQS: "sqs",
  AWSStepFunctions: "states",
  TrentService: "kms",
  secretsmanager: "secretsmanager",
  AmazonSSM: "ssm",
};

/** Services of the REST protocol whose bodies are XML. */
const xmlServices: ReadonlySet<string> = new Set(["s3", "s3express", "cloudfront", "route53"]);

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

/** The service name in a SigV4 credential scope: `AKID/20261124/us-east-1/dynamodb/aws4_request`. */
function signedService(authorization: string): string | null {
  return /Credential=[^/]*\/\d{8}\/[^/]*\/([^/]+)\/aws4_request/.exec(authorization)?.[1] ?? null;
}

function bodyMembers(body: string): { readonly [key: string]: unknown } {
  try {
    const value = parseJson(body);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function namedResource(members: { readonly [key: string]: unknown }): string | null {
  const named = ["TableName", "QueueUrl", "EventBusName", "TopicArn", "FunctionName"]
    .map((name) => members[name])
    .find((value) => typeof value === "string");
  if (typeof named === "string") return named;
  const requests = members["RequestItems"];
  const tables = isObject(requests) ? Object.keys(requests) : [];
  return tables.length === 0 ? null : tables.join(", ");
}

/** Tells service, operation and resource of an AWS request (JSON, query and REST protocols). */
export function identifyCall(parts: CallParts): CallIdentity {
  const target = textOf(parts.headers["x-amz-target"]);
  const signed = signedService(textOf(parts.headers["authorization"]));
  if (target !== "") {
    const [prefix = "", action = ""] = target.split(".");
    return {
      service: targetServices[prefix] ?? signed ?? prefix,
      action,
      resource: namedResource(bodyMembers(parts.body)),
      protocol: "json",
    };
  }
  const service = signed ?? "unknown";
  const query = new URLSearchParams(parts.body).get("Action");
  if (query !== null) return { service, action: query, resource: null, protocol: "query" };
  return {
    service,
    action: `${parts.method} ${parts.path.split("?")[0] ?? "/"}`,
    resource: null,
    protocol: xmlServices.has(service) ? "rest-xml" : "rest-json",
  };
}
