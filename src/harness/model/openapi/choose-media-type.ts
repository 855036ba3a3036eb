import { mediaType } from "../../core/http-message.ts";
import type { MediaTypeObject } from "./api-document.ts";

/** The documented media type a content type falls under: the exact one, then `text/*`, then the one for everything. */
export function chooseMediaType(
  content: readonly MediaTypeObject[],
  contentType: string | undefined,
): MediaTypeObject | null {
  const type = mediaType(contentType);
  if (type === undefined) return null;
  const family = `${type.split("/", 1).join("")}/*`;
  for (const wanted of [type, family, "*/*"]) {
    const found = content.find((media) => mediaType(media.mediaType) === wanted);
    if (found !== undefined) return found;
  }
  return null;
}
