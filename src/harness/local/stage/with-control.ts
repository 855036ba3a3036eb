import { headerValue, type HttpRequest, type HttpResponse } from "../../core/http-message.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import { hostOf, isOwnAddress, isOwnHost } from "./host-name.ts";
import { jsonResponse } from "./json-response.ts";
import type { Handle } from "./serve-request.ts";
import type { StageConnection } from "./stage-options.ts";

/** Paths below it belong to Lockstep on every port it listens on. */
export const controlPrefix = "/_lockstep/";

/** Without this header a control route refuses. */
export const controlHeader = "x-lockstep-control";

/** What may be asked of a stage besides its routes. */
export interface StageControl {
  /** Clears all state; may reject with a `LockstepError`. */
  readonly reset: () => Promise<void>;
}

/**
 * Puts the control routes in front of a stage. They are for tools of this machine: no other machine reaches
 * them, no page of a browser can send the header without asking first (and OPTIONS is refused), and a
 * foreign name that was made to lead here is not answered.
 */
export function withControl(handle: Handle, control: StageControl): Handle {
  return async (request, connection) =>
    request.path.startsWith(controlPrefix)
      ? { response: await answerControl(request, connection, control) }
      : handle(request, connection);
}

async function answerControl(
  request: HttpRequest,
  { sourceIp }: StageConnection,
  control: StageControl,
): Promise<HttpResponse> {
  const { headers } = request;
  if (!isOwnAddress(sourceIp) || !isOwnHost(hostOf(request) ?? ""))
    return jsonResponse(403, {
      message: "Control routes answer to this machine only, by 127.0.0.1 or localhost.",
    });
  if (headerValue(headers, controlHeader) === undefined)
    return jsonResponse(403, {
      message: `Control routes want the header ${controlHeader}, with any value.`,
    });
  if (request.path === controlPrefix && request.method === "GET")
    return jsonResponse(200, { lockstep: "stage", routes: ["POST /_lockstep/reset"] });
  if (request.path !== `${controlPrefix}reset`)
    return jsonResponse(404, {
      message: `There is no control route ${request.path}; there is POST /_lockstep/reset.`,
    });
  if (request.method !== "POST") return jsonResponse(405, { message: "Use POST." });
  try {
    await control.reset();
    return jsonResponse(200, { reset: true });
  } catch (error) {
    if (!LockstepError.is(error)) throw error;
    return jsonResponse(409, { code: error.code, message: error.summary });
  }
}
