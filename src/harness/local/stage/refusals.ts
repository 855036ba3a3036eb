import type { WiredApi, WiredOperation } from "../../model/wiring/project-model.ts";
import { apiRefusal, operationRefusal } from "./find-unemulated.ts";
import { httpApiRefusal, httpRouteRefusal } from "./http-api/http-refusals.ts";

/** What the stage answers with 501, in words that fit "does not emulate …". */
export interface Refusals {
  /** What makes the whole API unfit; `null` when nothing does. */
  readonly api: string | null;
  /** What an operation needs and the stage lacks; `null` when it can be answered. */
  readonly of: (wired: WiredOperation) => string | null;
}

/** What the stage refuses of an API, by the kind of the API. */
export function refusalsOf(api: WiredApi): Refusals {
  if (api.resource.kind === "http") {
    return { api: httpApiRefusal(api), of: (wired) => httpRouteRefusal(wired) };
  }
  return { api: apiRefusal(api), of: (wired) => operationRefusal(wired) };
}
