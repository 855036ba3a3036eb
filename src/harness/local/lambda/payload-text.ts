import type { Invocation } from "../../core/function-invoker.ts";

const texts = new WeakMap<Invocation, string>();

/** The payload of an invocation as JSON text, made once: its size is judged, then it is sent. */
export function payloadText(invocation: Invocation): string {
  const known = texts.get(invocation);
  if (known !== undefined) return known;
  const text = JSON.stringify(invocation.payload);
  texts.set(invocation, text);
  return text;
}
