import { createProblem } from "../../../core/problem.ts";
import type { ImportRule } from "../rule.ts";
import { listTemplates } from "../templates/list-templates.ts";
import { locateInTemplate } from "../templates/locate-in-template.ts";
import { mostFindings } from "../templates/most-findings.ts";

const set = /(?<!\\)(\\*)#\{?set\}?\s*\(\s*([A-Za-z_][\w.]*)\s*=(?!=)/g;

/** `#set(name = …)`: a variable is written with its `$`. */
export const reportTemplateSets: ImportRule = (context) =>
  listTemplates(context.document)
    .filter(({ language }) => language === "velocity")
    .flatMap((template) =>
      [...template.text.matchAll(set)].flatMap(
        ({ 0: whole, 1: escapes = "", 2: name = "", index }) =>
          escapes.length % 2 === 1
            ? []
            : [
                {
                  template,
                  name,
                  offset: index + escapes.length,
                  word: whole.slice(escapes.length),
                },
              ],
      ),
    )
    .slice(0, mostFindings)
    .map(({ template, name, offset, word }) =>
      createProblem({
        code: "gateway/template-set",
        message: `#set in ${template.name} sets ${name}, which is no variable without its $.`,
        location: locateInTemplate(context, template, offset, "#set"),
        expected: `#set($${name} = …)`,
        actual: word,
        ...(template.operation === null ? {} : { operation: template.operation }),
      }),
    );
