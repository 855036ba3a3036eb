import {
  toBytes,
  type HttpRequest,
  type HttpResponse,
} from "../../../src/harness/core/http-message.ts";
import {
  blindTrace,
  type Exchange,
  type Target,
  type Trace,
} from "../../../src/harness/core/target.ts";

/** An answer with a JSON body, or with none. */
export function answer(status: number, body?: unknown): HttpResponse {
  return body === undefined
    ? { status, headers: [], body: new Uint8Array() }
    : {
        status,
        headers: [["Content-Type", "application/json"]],
        body: toBytes(JSON.stringify(body)),
      };
}

/** What came of a request, as a target that sees into the stage tells it. */
export function exchangeOf(
  request: HttpRequest,
  response: HttpResponse,
  trace: Partial<Trace> = {},
): Exchange {
  return {
    request,
    response,
    trace: { ...blindTrace, answeredBy: "function", functionId: "NotesFunction", ...trace },
    durationMs: 1,
  };
}

/** A target that answers by a script, and keeps what it was asked. */
export function scriptedTarget(
  script: (request: HttpRequest) => HttpResponse,
  changes: Partial<Target> = {},
): Target & { readonly requests: readonly HttpRequest[] } {
  const requests: HttpRequest[] = [];
  return {
    kind: "stage",
    name: "script",
    gateway: "rest",
    baseUrl: null,
    capabilities: { state: null, toEvent: null },
    requests,
    send: async (request) => {
      requests.push(request);
      return exchangeOf(request, script(request));
    },
    close: async () => {},
    ...changes,
  };
}
