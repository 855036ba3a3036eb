import { createHash, createHmac } from "node:crypto";
import type { HeaderLine, HttpRequest } from "../../../core/http-message.ts";

/** The algorithm of the signatures that are understood here. */
export const signatureAlgorithm = "AWS4-HMAC-SHA256";

/** What a signature is made under. */
export interface SignatureScope {
  /** `20260711T080000Z`. */
  readonly date: string;
  /** `20260711/eu-west-1/execute-api/aws4_request`. */
  readonly scope: string;
  /** Lower case, in order. */
  readonly signedHeaders: readonly string[];
}

/**
 * The Signature Version 4 of a request, as lower-case hexadecimal.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signV4(request: HttpRequest, secretKey: string, under: SignatureScope): string {
  const { date, scope, signedHeaders } = under;
  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${canonicalHeader(request.headers, name)}`),
    "",
    signedHeaders.join(";"),
    sha256(request.body ?? ""),
  ].join("\n");
  const text = [signatureAlgorithm, date, scope, sha256(canonical)].join("\n");
  const key = scope
    .split("/")
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretKey}`);
  return hmac(key, text).toString("hex");
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function escapeUri(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Normalised, and encoded once more than on the wire, as every service but S3 wants it. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.map(escapeUri).join("/")}${end}`;
}

/** In order of names, then of values; the signature itself is no part of it. */
function canonicalQuery(query: string): string {
  const pairs = readQuery(query)
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [escapeUri(name), escapeUri(value)] as const);
  return pairs
    .toSorted(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Names and values of a raw query, decoded where they can be. */
export function readQuery(query: string): readonly (readonly [name: string, value: string])[] {
  if (query === "") return [];
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const at = pair.indexOf("=");
      const name = at === -1 ? pair : pair.slice(0, at);
      return [decode(name), at === -1 ? "" : decode(pair.slice(at + 1))];
    });
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Values of a repeated header are joined; runs of spaces become one. */
function canonicalHeader(headers: readonly HeaderLine[], name: string): string {
  return headers
    .filter(([key]) => key.toLowerCase() === name)
    .map(([, value]) => value.trim().replaceAll(/\s+/gu, " "))
    .join(",");
}
