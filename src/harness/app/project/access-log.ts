import { closeSync, writeSync } from "node:fs";
import { isObject } from "../../core/json.ts";
import { formatAccessLog, namesRequest } from "../../local/stage/access-log/format-access-log.ts";
import type { AccessLogEntry } from "../../local/stage/stage-options.ts";
import type { Project, ProjectApi } from "./load-project.ts";
import { openLogFile } from "./open-log-file.ts";

/** Writes the access logs of stages. */
export interface AccessLog {
  write(project: Project, api: ProjectApi, entry: AccessLogEntry): void;
  close(): void;
}

/** The Common Log Format with the variables of API Gateway, where the template sets no format. */
export const commonLogFormat =
  '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.path $context.protocol" $context.status $context.responseLength $context.requestId';

/** Stages written by hand, with the property that names their API. */
const stageKinds: ReadonlyMap<string, readonly [api: string, setting: string]> = new Map([
  ["AWS::ApiGateway::Stage", ["RestApiId", "AccessLogSetting"]],
  ["AWS::ApiGatewayV2::Stage", ["ApiId", "AccessLogSettings"]],
]);

function formatIn(setting: unknown): string | null {
  const format = isObject(setting) ? setting["Format"] : undefined;
  return typeof format === "string" ? format : null;
}

/** The format of an API's access log as the template sets it; `null` where it sets none. */
export function accessLogFormat({ template }: Project, { wired }: ProjectApi): string | null {
  const { properties, logicalId } = wired.resource;
  const own = formatIn(properties["AccessLogSetting"]) ?? formatIn(properties["AccessLogSettings"]);
  if (own !== null) return own;
  const id = template.resolve({ Ref: logicalId });
  for (const stage of template.resources.values()) {
    const [api = "", setting = ""] = stageKinds.get(stage.type) ?? [];
    if (id.known && api !== "" && stage.properties[api] === id.value) {
      const format = formatIn(stage.properties[setting]);
      if (format !== null) return format;
    }
  }
  return null;
}

/**
 * Opens access logs, one line for each request.
 *
 * @param to a file, which is added to, or `null` to say each line
 * @param say also told of a format that API Gateway refuses
 * @throws LockstepError `project/config-invalid` where the file cannot be written
 */
export function openAccessLog(to: string | null, say: (line: string) => void): AccessLog {
  const file = to === null ? null : openLogFile(to, "--access-log");
  const told = new Set<string>();
  return {
    write: (project, api, entry) => {
      const { logicalId } = api.wired.resource;
      const format = accessLogFormat(project, api) ?? commonLogFormat;
      if (!namesRequest(format) && !told.has(logicalId)) {
        told.add(logicalId);
        say(
          `warning: API Gateway refuses the access log format of ${logicalId}: it holds neither $context.requestId nor $context.extendedRequestId.`,
        );
      }
      const line = formatAccessLog(format, entry.variable);
      if (file === null) say(line);
      else writeSync(file, `${line}\n`);
    },
    close: () => {
      if (file !== null) closeSync(file);
    },
  };
}
