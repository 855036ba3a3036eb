import { smallProject } from "./small-project.ts";

/** The template of the small project with an HTTP API in place of the REST API, and a property in place of its stage. */
export function httpTemplate(property = "StageName: $default"): string {
  return smallProject["template.yaml"]
    .replace("AWS::Serverless::Api", "AWS::Serverless::HttpApi")
    .replace("StageName: dev", property)
    .replaceAll("Type: Api, Properties: { RestApiId", "Type: HttpApi, Properties: { ApiId");
}
