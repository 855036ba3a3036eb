import type { HttpApiIdentity } from "../../model/events/http-api-event.ts";
import { stableId } from "./stable-id.ts";
import type { StageOptions } from "./stage-options.ts";

/** What an API of either kind goes by in events and logs, with the defaults of what the options leave out. */
export function apiIdentityOf(options: StageOptions): HttpApiIdentity {
  return {
    accountId: options.accountId ?? "123456789012",
    apiId: options.apiId ?? stableId(options.api.resource.logicalId, 10),
    region: options.region ?? "us-east-1",
    stage: options.stageName,
    stageVariables: options.stageVariables,
  };
}
