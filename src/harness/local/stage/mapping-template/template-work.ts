import { TemplateFault } from "./template-fault.ts";
import { isTemplateObject, type TemplateValue, type WorkMeter } from "./template-value.ts";

/** Parts that are evaluated before a template is given up: loops in loops. About a second. */
const mostSteps = 1_000_000;
/** Characters a text may have: more than any answer may hold. */
const mostCharacters = 12_000_000;
/** What one item of a list or map, and one character of a text, take of a step. */
const itemSteps = 1 / 20;
const characterSteps = 1 / 200;

/**
 * What a template may still do. Texts and lists count by their size: a template that doubles a text in a
 * loop takes few steps and would take all memory.
 */
export class TemplateWork implements WorkMeter {
  #left = mostSteps;

  /** Counts parts that are evaluated. Throws `TemplateFault` once there were too many. */
  spend(steps = 1): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TemplateFault("broken", "the template takes too long");
  }

  /** Counts items that are looked at or made. */
  spendItems(items: number): void {
    this.spend(items * itemSteps);
  }

  /** Counts all that a value holds, as often as it holds it. */
  spendValue(value: TemplateValue): void {
    this.spend(itemSteps);
    if (typeof value === "string") this.spend(value.length * characterSteps);
    else if (Array.isArray(value)) for (const item of value) this.spendValue(item);
    else if (value instanceof Map) for (const member of value.values()) this.spendValue(member);
  }

  /** Counts a text or list that was made, what it holds not counted. */
  spendResult<Result extends TemplateValue>(result: Result): Result {
    if (typeof result === "string") {
      limitText(result.length);
      this.spend(result.length * characterSteps);
    } else if (Array.isArray(result)) this.spendItems(result.length);
    else if (result instanceof Map) this.spendItems(result.size);
    else if (result !== null && isTemplateObject(result)) this.spend();
    return result;
  }
}

/** Throws `TemplateFault` for a text that would be longer than any may be. */
export function limitText(characters: number): void {
  if (characters > mostCharacters)
    throw new TemplateFault("broken", "the template writes too much");
}
