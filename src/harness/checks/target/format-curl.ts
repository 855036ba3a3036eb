import { requestTarget, type HttpRequest } from "../../core/http-message.ts";
import { decodeText, isTextBody, visibleHeaders } from "./reproducible-request.ts";
import { maskRequest } from "./mask-secrets.ts";

/** Quotes a word for a POSIX shell. */
function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A quoted URL; without a base URL the shell's own `$API_URL` is used. */
function quoteUrl(request: HttpRequest, baseUrl: string | null): string {
  const target = requestTarget(request);
  return baseUrl === null ? `"$API_URL"${quote(target)}` : quote(`${baseUrl}${target}`);
}

function headerArguments(request: HttpRequest): readonly string[] {
  const headers = visibleHeaders(request);
  // curl leaves out a header given as `Name:`; `Name;` sends it empty.
  const given = headers.map(
    ([name, value]) => `-H ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`,
  );
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  // With a body, curl would announce a form.
  return request.body === null || hasType ? given : [...given, "-H 'Content-Type:'"];
}

function methodArguments(request: HttpRequest): readonly string[] {
  if (request.method === "HEAD") return ["--head"];
  return request.method === "GET" && request.body === null
    ? []
    : ["-X", /^[A-Z]+$/.test(request.method) ? request.method : quote(request.method)];
}

/**
 * A request as a curl command to paste into a POSIX shell. Credentials are masked, the path is sent
 * as it is, a body that is not text goes through base64. `baseUrl` is `null` for a target without a
 * socket: the command then reads `$API_URL`.
 *
 * @param credentials arguments for the shell as they are, which make credentials anew: `-H "Authorization: $(…)"`
 *
 * @example
 * formatCurl(request, "http://127.0.0.1:3000/dev") // curl -i 'http://127.0.0.1:3000/dev/orders?customerId=CUST-001'
 */
export function formatCurl(
  request: HttpRequest,
  baseUrl: string | null,
  credentials: readonly string[] = [],
): string {
  const masked = maskRequest(request);
  const target = requestTarget(masked);
  const flags = [
    "-i",
    ...(/[[\]{}]/.test(target) ? ["--globoff"] : []),
    ...(/\/\.{1,2}(?:\/|\?|$)/.test(target) ? ["--path-as-is"] : []),
  ];
  const start = [
    "curl",
    ...flags,
    ...methodArguments(masked),
    quoteUrl(masked, baseUrl),
    ...headerArguments(masked),
    ...credentials,
  ];
  if (masked.body === null) return start.join(" ");
  if (isTextBody(masked.body))
    return [...start, "--data-raw", quote(decodeText(masked.body))].join(" ");
  const encoded = Buffer.from(masked.body).toString("base64");
  return `printf %s ${encoded} | base64 -d | ${[...start, "--data-binary", "@-"].join(" ")}`;
}
