import { requestTarget, type HttpRequest } from "../../core/http-message.ts";
import { decodeText, isTextBody, visibleHeaders } from "./reproducible-request.ts";
import { maskRequest } from "./mask-secrets.ts";

const knownMethods = new Map(
  ["Get", "Head", "Post", "Put", "Delete", "Trace", "Options", "Patch"].map((name) => [
    name.toUpperCase(),
    name,
  ]),
);

/** Quotes a PowerShell string; typographic single quotes end a string there as well. */
function quote(text: string): string {
  return `'${text.replaceAll(/['\u2018\u2019\u201A\u201B]/g, "$&$&")}'`;
}

function bodyArgument(body: Uint8Array): string {
  if (!isTextBody(body))
    return `-Body ([Convert]::FromBase64String(${quote(Buffer.from(body).toString("base64"))}))`;
  const text = decodeText(body);
  // Windows PowerShell sends a string as ISO-8859-1.
  return body.every((byte) => byte < 0x80)
    ? `-Body ${quote(text)}`
    : `-Body ([Text.Encoding]::UTF8.GetBytes(${quote(text)}))`;
}

function headersArgument(request: HttpRequest): readonly string[] {
  const values = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of visibleHeaders(request)) {
    if (name.toLowerCase() === "content-type") continue;
    const entry = values.get(name.toLowerCase()) ?? { name, values: [] };
    entry.values.push(value);
    values.set(name.toLowerCase(), entry);
  }
  const entries = [...values.values()].map(
    (entry) => `${quote(entry.name)} = ${quote(entry.values.join(", "))}`,
  );
  return entries.length === 0 ? [] : ["-Headers", `@{ ${entries.join("; ")} }`];
}

/**
 * A request as a PowerShell command, for shells where `curl` is an alias of something else.
 * Credentials are masked; without a base URL the command reads `$env:API_URL`.
 */
export function formatInvokeRestMethod(request: HttpRequest, baseUrl: string | null): string {
  const masked = maskRequest(request);
  const target = requestTarget(masked);
  const method = knownMethods.get(masked.method);
  const contentType = masked.headers.findLast(
    ([name]) => name.toLowerCase() === "content-type",
  )?.[1];
  return [
    "Invoke-RestMethod",
    ...(method === undefined ? ["-CustomMethod", quote(masked.method)] : ["-Method", method]),
    "-Uri",
    baseUrl === null ? `($env:API_URL + ${quote(target)})` : quote(`${baseUrl}${target}`),
    ...headersArgument(masked),
    ...(contentType === undefined ? [] : ["-ContentType", quote(contentType)]),
    ...(masked.body === null ? [] : [bodyArgument(masked.body)]),
  ].join(" ");
}
