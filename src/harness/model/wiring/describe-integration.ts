import type { IntegrationObject } from "../openapi/api-document.ts";
import type { TemplateModel } from "../template/template-model.ts";
import { describeValue } from "./describe-value.ts";

/**
 * What an integration calls, in a word: `mock`, `http https://example.com`, `dynamodb:PutItem`,
 * `states:StartExecution`, `SQS-SendMessage`; of a Lambda function its name or ARN.
 */
export function describeIntegration(
  { type, uri, raw }: IntegrationObject,
  template: TemplateModel,
): string {
  const subtype = raw["integrationSubtype"];
  if (typeof subtype === "string") return subtype;
  if (type === "mock") return "mock";
  const text = uri === null ? "" : describeValue(uri, template);
  if (type === "http" || type === "http_proxy") return `http ${text}`.trim();
  const [, service = "", way, target = ""] =
    /^arn:[^:]*:apigateway:[^:]*:([\w.-]+):(action|path)\/(.*)$/.exec(text) ?? [];
  if (way === "action") return `${service}:${target.replace(/[&?].*$/, "")}`;
  if (way === "path") return service === "lambda" ? lambdaOf(text) : `${service}:${target}`;
  return text === "" ? type : lambdaOf(text);
}

/** The function inside an invocation uri, as it is named there; the text itself when it is none. */
export function lambdaOf(text: string): string {
  return /\/functions\/(.+)\/[\w-]+$/.exec(text)?.[1] ?? text;
}
