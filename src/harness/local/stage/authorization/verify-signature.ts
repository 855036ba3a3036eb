import { timingSafeEqual } from "node:crypto";
import { headerValue, type HttpRequest } from "../../../core/http-message.ts";
import { readQuery, signatureAlgorithm, signV4 } from "./sign-v4.ts";

/** What came of looking at the signature of a request. */
export type SignatureVerdict =
  | { readonly kind: "valid"; readonly accessKeyId: string }
  /** There is none. */
  | { readonly kind: "missing" }
  /** A part is missing, or it is another kind of token; the words of the answer. */
  | { readonly kind: "incomplete"; readonly message: string }
  | { readonly kind: "unknown-key"; readonly accessKeyId: string }
  /** Too old, or from the future; the words of the answer. */
  | { readonly kind: "expired"; readonly message: string }
  | { readonly kind: "wrong"; readonly reason: string };

/** What signatures are checked against. */
export interface SignatureSetting {
  readonly region: string;
  /** By access key id. */
  readonly secretOf: (accessKeyId: string) => string | null;
  /** Paths the caller may have signed: as requested, and without the stage where that may be left out. */
  readonly paths: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

interface Given {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly date: string;
  /** Seconds a URL is valid; `null` for a header. */
  readonly validFor: number | null;
}

const skewMs = 5 * 60_000;

/**
 * Checks the Signature Version 4 of a request, in its `Authorization` header or its query, with keys known here. It
 * is computed again over the headers the caller signed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export function verifySignature(request: HttpRequest, setting: SignatureSetting): SignatureVerdict {
  const given = fromHeader(request) ?? fromQuery(request);
  if (given === null) return { kind: "missing" };
  if ("kind" in given) return given;
  const [accessKeyId = "", day, region, service, end, ...rest] = given.credential.split("/");
  const secret = setting.secretOf(accessKeyId);
  if (secret === null) return { kind: "unknown-key", accessKeyId };
  if (service !== "execute-api" || end !== "aws4_request" || rest.length > 0)
    return wrong(`it is for the service ${service ?? ""}, not for execute-api`);
  if (region !== setting.region)
    return wrong(`it is for the region ${region}, not for ${setting.region}`);
  if (day !== given.date.slice(0, 8)) return wrong("its date is not that of its credential");
  const late = latenessOf(given, setting.now);
  if (late !== null) return late;
  const signedHeaders = given.signedHeaders.toLowerCase().split(";");
  if (!signedHeaders.includes("host")) return wrong("it does not cover the header host");
  const scope = given.credential.slice(accessKeyId.length + 1);
  const expected = Buffer.from(given.signature);
  const isRight = setting.paths.some((path) => {
    const own = Buffer.from(
      signV4({ ...request, path }, secret, { date: given.date, scope, signedHeaders }),
    );
    return own.byteLength === expected.byteLength && timingSafeEqual(own, expected);
  });
  return isRight ? { kind: "valid", accessKeyId } : wrong("it is not that of the request");
}

function wrong(reason: string): SignatureVerdict {
  return { kind: "wrong", reason };
}

function fromHeader({ headers }: HttpRequest): Given | SignatureVerdict | null {
  const authorization = headerValue(headers, "authorization")?.trim() ?? "";
  if (authorization === "") return null;
  const [scheme = ""] = authorization.split(/\s/u, 1);
  const date = headerValue(headers, "x-amz-date") ?? headerValue(headers, "date");
  if (scheme !== signatureAlgorithm)
    return incomplete(`Authorization header requires ${signatureAlgorithm}`);
  const pairs = authorization
    .slice(scheme.length)
    .split(",")
    .map((pair) => pair.trim());
  const read = (name: string): string | undefined =>
    pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  const [credential, signature, signedHeaders] = ["Credential", "Signature", "SignedHeaders"].map(
    read,
  );
  if (credential === undefined || signature === undefined || signedHeaders === undefined)
    return incomplete("Authorization header requires Credential, Signature and SignedHeaders");
  const longDate = readDate(date);
  if (longDate === null) return incomplete("the request has no X-Amz-Date");
  return { credential, signature, signedHeaders, date: longDate, validFor: null };
}

function fromQuery({ query }: HttpRequest): Given | SignatureVerdict | null {
  const parameters = new Map(readQuery(query));
  const algorithm = parameters.get("X-Amz-Algorithm");
  if (algorithm === undefined) return null;
  if (algorithm !== signatureAlgorithm) return incomplete(`the algorithm is ${algorithm}`);
  const credential = parameters.get("X-Amz-Credential");
  const signature = parameters.get("X-Amz-Signature");
  const signedHeaders = parameters.get("X-Amz-SignedHeaders");
  const date = readDate(parameters.get("X-Amz-Date"));
  const validFor = Number(parameters.get("X-Amz-Expires") ?? Number.NaN);
  if (credential === undefined || signature === undefined || signedHeaders === undefined)
    return incomplete(
      "the query requires X-Amz-Credential, X-Amz-Signature and X-Amz-SignedHeaders",
    );
  if (date === null || !(validFor > 0 && validFor <= 604_800))
    return incomplete("the query requires X-Amz-Date and X-Amz-Expires of at most 604800 seconds");
  return { credential, signature, signedHeaders, date, validFor };
}

function incomplete(message: string): SignatureVerdict {
  return { kind: "incomplete", message };
}

const longForm = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/u;

/** `20260711T080000Z` of that, or of an HTTP date. */
function readDate(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (longForm.test(text)) return text;
  const epoch = Date.parse(text);
  return Number.isNaN(epoch) ? null : longDateOf(epoch);
}

/** A time as signatures write it: `20260711T080000Z`. */
export function longDateOf(epoch: number): string {
  return new Date(epoch).toISOString().replaceAll(/[-:]|\.\d+/gu, "");
}

function latenessOf({ date, validFor }: Given, now: number): SignatureVerdict | null {
  const signedAt = Date.parse(date.replace(longForm, "$1-$2-$3T$4:$5:$6Z"));
  const expired = (message: string): SignatureVerdict => ({ kind: "expired", message });
  if (Number.isNaN(signedAt)) return incomplete(`the date ${date} is none`);
  if (signedAt > now + skewMs) {
    const latest = longDateOf(now + skewMs);
    return expired(
      `Signature not yet current: ${date} is still later than ${latest} (${longDateOf(now)} + 5 min.)`,
    );
  }
  const validMs = validFor === null ? skewMs : validFor * 1000;
  if (now <= signedAt + validMs) return null;
  const earliest = longDateOf(now - skewMs);
  return expired(
    validFor === null
      ? `Signature expired: ${date} is now earlier than ${earliest} (${longDateOf(now)} - 5 min.)`
      : `Signature expired: ${date} is more than ${validFor} seconds ago`,
  );
}
