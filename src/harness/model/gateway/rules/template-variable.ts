import { createProblem, type Problem } from "../../../core/problem.ts";
import { nearestName } from "../../../core/suggest-names.ts";
import type { ImportContext, ImportRule } from "../rule.ts";
import { findUnknownName } from "../templates/find-unknown-name.ts";
import { findMisspeltRoots, findVariables } from "../templates/find-variables.ts";
import { mostFindings } from "../templates/most-findings.ts";
import { listTemplates } from "../templates/list-templates.ts";
import { locateInTemplate } from "../templates/locate-in-template.ts";
import { contextVariables } from "../templates/variables.ts";

/** `$context` has the names of the guide, in their letter case; another is empty, and setting it does nothing. */
export const reportTemplateVariables: ImportRule = (context) => [
  ...misspeltRoots(context),
  ...unknownMembers(context),
];

/** A name like `$contxt`, which the template gives no value: it is put out as it is written. */
function misspeltRoots(context: ImportContext): readonly Problem[] {
  return listTemplates(context.document)
    .flatMap((template) => findMisspeltRoots(template).map((found) => ({ template, ...found })))
    .slice(0, mostFindings)
    .map(({ template, name, meant, offset, word }) =>
      createProblem({
        code: "gateway/template-variable",
        message: `$${name} in ${template.name} has no value: neither API Gateway nor the template has such a variable; did you mean $${meant}?`,
        location: locateInTemplate(context, template, offset, word),
        actual: `$${name}`,
        expected: `$${meant}`,
        ...(template.operation === null ? {} : { operation: template.operation }),
      }),
    );
}

function unknownMembers(context: ImportContext): readonly Problem[] {
  return listTemplates(context.document)
    .flatMap((template) =>
      findVariables(template).flatMap(({ root, names, ...reference }) => {
        const unknown = root === "context" ? findUnknownName(contextVariables, names) : null;
        return unknown === null ? [] : [{ template, ...reference, ...unknown }];
      }),
    )
    .slice(0, mostFindings)
    .map(({ template, offset, word, assigned, path, known }) => {
      const meant = nearestName(path.at(-1) ?? "", known);
      const written = `$context.${path.join(".")}`;
      const effect = assigned ? "sets nothing" : "is empty";
      const right = [...path.slice(0, -1), meant].join(".");
      const among = path.length > 1 ? `one of ${known.join(", ")}` : "a variable of the guide";
      // Of a name that is like none, one that is not documented may be meant; but nothing else can be set.
      const isCertain = meant !== null || (assigned && path.length > 1);
      return createProblem({
        code: "gateway/template-variable",
        ...(isCertain ? {} : { severity: "info" as const }),
        message: isCertain
          ? `${written} in ${template.name} ${effect}: API Gateway has no such variable${meant === null ? "." : `; did you mean $context.${right}?`}`
          : `${written} in ${template.name} is no variable of API Gateway that is documented.`,
        location: locateInTemplate(context, template, offset, word),
        actual: written,
        expected: meant === null ? among : `$context.${right}`,
        ...(template.operation === null ? {} : { operation: template.operation }),
      });
    });
}
