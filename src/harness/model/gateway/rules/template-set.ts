import { createProblem } from "../../../core/problem.ts";
import type { ImportRule } from "../rule.ts";
import { listTemplates } from "../templates/list-templates.ts";
import { locateInTemplate } from "../templates/locate-in-template.ts";
import { masked } from "../templates/mask-template.ts";

const set = /(\\*)#\{?set\}?\s*\(\s*([A-Za-z_][\w.]*)\s*=(?!=)/g;

/** `#set(name = …)`: a variable is written with its `$`. */
export const reportTemplateSets: ImportRule = (context) =>
  listTemplates(context.document).flatMap((template) => {
    if (template.language !== "velocity") return [];
    return [...template.text.matchAll(set)].flatMap((match) => {
      const [word, escapes = "", name = ""] = match;
      if (escapes.length % 2 === 1 || word.includes(masked)) return [];
      return [
        createProblem({
          code: "gateway/template-set",
          message: `#set in ${template.name} sets ${name}, which is no variable without its $.`,
          location: locateInTemplate(context, template, match.index + escapes.length, "#set"),
          expected: `#set($${name} = …)`,
          actual: word.slice(escapes.length),
          ...(template.operation === null ? {} : { operation: template.operation }),
        }),
      ];
    });
  });
