import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { LocalAws } from "../../../src/harness/local/aws/start-aws.ts";

/** Sets an endpoint's variables while work runs, as a function's process has them, and puts them back. */
export async function withVariables<T>(
  variables: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(variables)) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** An SDK client that reaches an endpoint, sending the given trace header on every call. */
export function openClient(
  aws: Pick<LocalAws, "endpoint">,
  traceHeader: string | null = null,
): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    endpoint: aws.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  if (traceHeader !== null) {
    client.middlewareStack.add(
      (next) => (args) => {
        const { request } = args;
        if (hasHeaders(request)) request.headers["x-amzn-trace-id"] = traceHeader;
        return next(args);
      },
      { step: "build" },
    );
  }
  return DynamoDBDocumentClient.from(client);
}

function hasHeaders(value: unknown): value is { readonly headers: Record<string, string> } {
  return typeof value === "object" && value !== null && "headers" in value;
}
