import type { FunctionDefinition } from "../../core/function-invoker.ts";

/**
 * Where SQS listens, by region: the present form, the older ones, and the dual-stack and FIPS endpoints.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 */
const queueUrl =
  /https?:\/\/(?:sqs(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|api\.aws)|(?:[a-z0-9-]+\.)?queue\.amazonaws\.com)(?![\w.-])/gi;

/**
 * Values for what runs here, with every URL of an SQS queue on the local AWS endpoint. SDK clients send a
 * message to the host of the queue's URL, whatever endpoint they were given: without this, a call would leave
 * the machine.
 *
 * @param endpoint `http://127.0.0.1:PORT`, no trailing slash
 * @example
 * localQueueUrls({ QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/123456789012/q" }, "http://127.0.0.1:4566")
 * // { QUEUE_URL: "http://127.0.0.1:4566/123456789012/q" }
 */
export function localQueueUrls(
  values: Readonly<Record<string, string>>,
  endpoint: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value.replaceAll(queueUrl, endpoint)]),
  );
}

/** Functions whose variables have queue URLs on the local AWS endpoint; `shared` names it. */
export function withLocalQueues(
  functions: readonly FunctionDefinition[],
  shared: Readonly<Record<string, string>>,
): readonly FunctionDefinition[] {
  const endpoint = shared["AWS_ENDPOINT_URL"];
  if (endpoint === undefined) return functions;
  return functions.map((fn) => {
    // Where the function names an SQS of its own, its queues are there.
    const own = fn.environment["AWS_ENDPOINT_URL_SQS"]?.replace(/\/+$/, "") ?? endpoint;
    return { ...fn, environment: localQueueUrls(fn.environment, own) };
  });
}
