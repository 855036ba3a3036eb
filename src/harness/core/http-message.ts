/** A header as it stood on the wire: name with its casing, value. Order and duplicates count. */
export type HeaderLine = readonly [name: string, value: string];

/** A request before any interpretation: what a client puts on the wire. */
export interface HttpRequest {
  /** Upper-case method. */
  readonly method: string;
  /** The raw, percent-encoded path from `/` on, without the query. */
  readonly path: string;
  /** The raw query without `?`, `""` when there is none. */
  readonly query: string;
  readonly headers: readonly HeaderLine[];
  /** `null` when the request has no body. */
  readonly body: Uint8Array | null;
  /** Lower-case names of credentials that were made for this request: a target's own headers do not replace them. */
  readonly credentials?: readonly string[];
}

/** A response as it came off the wire. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** Empty when there is no body. */
  readonly body: Uint8Array;
}

/** The last value of a header, name compared without case; `undefined` when absent. */
export function headerValue(headers: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (let index = headers.length - 1; index >= 0; index -= 1) {
    const line = headers[index];
    // Names are ASCII, whose lower case is as long.
    if (line?.[0].length === wanted.length && line[0].toLowerCase() === wanted) return line[1];
  }
  return undefined;
}

/** All values of a header in order, name compared without case. */
export function headerValues(headers: readonly HeaderLine[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}

/** The media type without parameters, lower case: `application/json` of `Application/JSON; charset=utf-8`. */
export function mediaType(contentType: string | undefined): string | undefined {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  return type === "" ? undefined : type;
}

/** True for `application/json` and every `+json` type. */
export function isJsonMediaType(contentType: string | undefined): boolean {
  const type = mediaType(contentType);
  return type === "application/json" || (type?.endsWith("+json") ?? false);
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The body as UTF-8 text; bytes that are not UTF-8 become U+FFFD. */
export function bodyText(message: { readonly body: Uint8Array | null }): string {
  return message.body === null ? "" : decoder.decode(message.body);
}

/** UTF-8 bytes of a text. */
export function toBytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** `path?query`, as it goes into a request line. */
export function requestTarget(request: Pick<HttpRequest, "path" | "query">): string {
  return request.query === "" ? request.path : `${request.path}?${request.query}`;
}
