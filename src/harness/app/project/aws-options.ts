import type { AwsOptions } from "../../local/aws/start-aws.ts";
import type { Project } from "./load-project.ts";

/** The AWS endpoint of a project: the template's tables, by the engine the configuration asks for. */
export function awsOptions({ config, template }: Pick<Project, "config" | "template">): AwsOptions {
  return {
    tables: template.tables,
    region: config.region,
    accountId: config.accountId,
    dynamodb:
      typeof config.dynamodb === "string"
        ? { kind: config.dynamodb }
        : { kind: "endpoint", url: config.dynamodb.endpoint },
  };
}
