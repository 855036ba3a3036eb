import { mediaType } from "../../core/http-message.ts";

const textTypes: ReadonlySet<string> = new Set([
  "application/json",
  "application/javascript",
  "application/xml",
]);

/**
 * Does an HTTP API hand a body of this content type on as text? Its event has everything else in
 * base64, a form and a body without a type included. AWS documents no list; this one is assumed.
 */
export function isTextMediaType(contentType: string | undefined): boolean {
  const type = mediaType(contentType);
  if (type === undefined) return false;
  return type.startsWith("text/") || textTypes.has(type) || /\+(?:json|xml)$/u.test(type);
}
