import type { HeaderLine, HttpRequest, HttpResponse } from "../../../core/http-message.ts";
import type { Clock } from "../../../core/ports.ts";
import type { Arrival } from "../accept-request.ts";
import { failGateway, refuseUnemulated, type GatewayFailure } from "../gateway-failure.ts";
import { traceHeaderOf } from "../invoke-function.ts";
import type { StartTimer } from "../stage-options.ts";
import { sendRequest } from "./send-request.ts";
import { signRequest } from "./sign-request.ts";

/** What the call of an AWS service needs of a stage. */
export interface ServiceSetting {
  readonly api: { readonly region: string };
  /** URL of the local AWS endpoint, `null` without one. */
  readonly awsEndpoint: string | null;
  readonly startTimer: StartTimer;
  readonly clock: Clock;
}

/** A call of an AWS service. */
export interface ServiceCall {
  /** `dynamodb:PutItem`, for messages. */
  readonly name: string;
  /** Name the signature is made for. */
  readonly service: string;
  /** Of the stage unless given. */
  readonly region?: string | undefined;
  readonly timeoutMs: number;
  /** The request to an endpoint, without a signature. Not asked for without an endpoint. */
  readonly request: (endpoint: string) => HttpRequest;
}

/**
 * Calls an AWS service at the local endpoint, signed as an SDK client signs. What the endpoint does not
 * implement is refused by the stage as well.
 */
export async function sendToService(
  { api, awsEndpoint, startTimer, clock }: ServiceSetting,
  arrival: Arrival,
  call: ServiceCall,
): Promise<HttpResponse | GatewayFailure> {
  const { name, service, timeoutMs } = call;
  if (awsEndpoint === null) return refuseUnemulated(`the service integration ${name}`);
  const request = call.request(awsEndpoint);
  const signed = await signRequest(awsEndpoint, request, {
    region: call.region ?? api.region,
    service,
    now: clock.now(),
  });
  const traced: readonly HeaderLine[] = [...signed, ["X-Amzn-Trace-Id", traceHeaderOf(arrival)]];
  const late = Promise.withResolvers<GatewayFailure>();
  const abort = new AbortController();
  const cancel = startTimer(timeoutMs, () => {
    const detail = `${name} did not answer within ${timeoutMs} ms, the integration timeout`;
    late.resolve(failGateway("INTEGRATION_TIMEOUT", { detail }));
    abort.abort();
  });
  try {
    const sending = sendRequest(awsEndpoint, { ...request, headers: traced }, abort.signal);
    const answer = await Promise.race([sending, late.promise]);
    if ("reason" in answer) {
      const detail = `${name}: ${answer.reason}`;
      return failGateway("INTEGRATION_FAILURE", { status: 500, detail });
    }
    return answer.status === 501 ? refuseUnemulated(`the service integration ${name}`) : answer;
  } finally {
    cancel();
  }
}
