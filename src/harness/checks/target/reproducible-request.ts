import type { HeaderLine, HttpRequest } from "../../core/http-message.ts";
import { isHopByHop } from "./send-over-http.ts";

/** The headers worth repeating: not those a client sets by itself. */
export function visibleHeaders(request: HttpRequest): readonly HeaderLine[] {
  return request.headers.filter(
    ([name]) =>
      !isHopByHop(name) && !/^(?:host|content-length|user-agent|accept-encoding)$/i.test(name),
  );
}

/** The text of a body, a byte order mark included; throws when the bytes are not UTF-8. */
export function decodeText(body: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
}

/** True for bytes that are UTF-8 without control characters a shell would lose. */
export function isTextBody(body: Uint8Array): boolean {
  try {
    return !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(decodeText(body));
  } catch {
    return false;
  }
}
