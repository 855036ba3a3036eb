import { TemplateFault } from "./template-fault.ts";
import { printValue, type TemplateValue } from "./template-value.ts";

/** A method of a kind of value. Throws `TemplateFault` where Java throws. */
export type Method<Self> = (self: Self, args: readonly TemplateValue[]) => TemplateValue;

/** An argument as text; none is the empty one. */
export function textOf(value: TemplateValue | undefined): string {
  return value === undefined ? "" : printValue(value);
}

/** An argument as a number. */
export function numberOf(value: TemplateValue | undefined, otherwise: number): number {
  const number = Number(textOf(value));
  return value === undefined || Number.isNaN(number) ? otherwise : number;
}

/** A part of a text or a list; Java throws where there is none. */
export function partOf<Whole extends string | TemplateValue[]>(
  whole: Whole,
  from: number,
  to: number,
): Whole | TemplateValue {
  if (from < 0 || to > whole.length || from > to)
    throw new TemplateFault(
      "broken",
      `nothing has ${whole.length} places and a part ${from} to ${to}`,
    );
  return whole.slice(from, to);
}
