import { styleText } from "node:util";

/** The few styles reports use. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Applies styles, or returns the text untouched where colour is not wanted. */
export type Paint = (style: Style, text: string) => string;

/** Paints with ANSI codes. */
export const colourPaint: Paint = (style, text) =>
  styleText(style, text, { validateStream: false });

/** Leaves every text as it is. */
export const plainPaint: Paint = (_style, text) => text;

/**
 * Decides on colour as terminals expect it: `NO_COLOR` (any non-empty value) wins, then
 * `FORCE_COLOR` (`0` and `false` turn colour off), then whether the stream is a terminal that is not
 * `TERM=dumb`.
 */
export function choosePaint(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Paint {
  const noColour = environment["NO_COLOR"];
  if (noColour !== undefined && noColour !== "") return plainPaint;
  const force = environment["FORCE_COLOR"];
  if (force !== undefined) return force === "0" || force === "false" ? plainPaint : colourPaint;
  return stream.isTTY === true && environment["TERM"] !== "dumb" ? colourPaint : plainPaint;
}
