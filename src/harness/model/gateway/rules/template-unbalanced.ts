import { createProblem } from "../../../core/problem.ts";
import type { ImportRule } from "../rule.ts";
import { mostFindings } from "../templates/most-findings.ts";
import { listTemplates, type MappingTemplate } from "../templates/list-templates.ts";
import { locateInTemplate } from "../templates/locate-in-template.ts";

const directive = /(?<!\\)(\\*)#\{?(if|foreach|macro|define|end)(?![A-Za-z0-9_])\}?(\s*\()?/g;

interface Fault {
  readonly offset: number;
  readonly word: string;
  readonly message: string;
}

/** `#if`, `#foreach`, `#macro` and `#define` end with `#end`; a template that does not balance cannot be parsed. */
export const reportUnbalancedTemplates: ImportRule = (context) =>
  listTemplates(context.document)
    .flatMap((template) => {
      const fault = template.language === "velocity" ? findFault(template.text) : null;
      return fault === null ? [] : [{ template, fault }];
    })
    .slice(0, mostFindings)
    .map(({ template, fault }) =>
      createProblem({
        code: "gateway/template-unbalanced",
        message: `${sentence(template)} cannot be parsed: ${fault.message}.`,
        location: locateInTemplate(context, template, fault.offset, fault.word),
        ...(template.operation === null ? {} : { operation: template.operation }),
      }),
    );

function sentence({ name }: MappingTemplate): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function findFault(text: string): Fault | null {
  const open: Fault[] = [];
  for (const match of text.matchAll(directive)) {
    const [, escapes = "", name = "", parenthesis] = match;
    if (escapes.length % 2 === 1) continue;
    const offset = match.index + escapes.length;
    const word = `#${name}`;
    if (name !== "end") {
      const message = `${word} has no #end`;
      if (parenthesis !== undefined) open.push({ offset, word, message });
    } else if (open.pop() === undefined) {
      return { offset, word, message: "#end has nothing to end" };
    }
  }
  return open.at(-1) ?? null;
}
