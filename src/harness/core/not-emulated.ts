import { bodyText, type HttpResponse } from "./http-message.ts";
import { isObject, parseJson } from "./json.ts";
import type { AwsCall, Trace } from "./target.ts";

/** `Trace.gatewayResponseType` of a 501: the local stage does not emulate what the request needs. */
export const notEmulatedType = "LOCKSTEP_NOT_EMULATED";

/** What the message of such a 501 begins with; a stage behind a URL shows nothing else. */
const opening = "Lockstep's local stage does not emulate ";

/** The message of the 501 for what the local stage lacks, in words that fit "does not emulate …". */
export function notEmulatedMessage(what: string): string {
  return `${opening}${what}.`;
}

function messageOf(response: HttpResponse): string {
  try {
    const value = parseJson(bodyText(response));
    const message = isObject(value) ? value["message"] : undefined;
    return typeof message === "string" ? message : "";
  } catch {
    return "";
  }
}

/**
 * What the local stage says it does not emulate, in words that fit "does not emulate …"; `null` for any
 * other answer. Such an answer proves nothing about the API. It is known behind a URL too, where
 * `lockstep start` may be what answers.
 */
export function unemulatedIn(
  response: HttpResponse,
  trace: Pick<Trace, "gatewayResponseType">,
): string | null {
  if (response.status !== 501) return null;
  const message = messageOf(response);
  if (message.startsWith(opening)) return message.slice(opening.length).replace(/\.$/, "");
  return trace.gatewayResponseType === notEmulatedType ? "what this request needs" : null;
}

/** The error name of AWS calls that the local endpoint refuses because nothing here implements them. */
export const notImplementedError = "NotImplemented";

/** The AWS calls behind a response that nothing on this machine implements, e.g. `sqs:SendMessage`. */
export function unemulatedCalls({ awsCalls }: Pick<Trace, "awsCalls">): readonly AwsCall[] {
  if (awsCalls === "cannot-tell") return [];
  return awsCalls.filter(
    ({ status, errorName }) => status === 501 && errorName === notImplementedError,
  );
}
