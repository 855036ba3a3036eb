import { createProblem } from "../../../core/problem.ts";
import { nearestName } from "../../../core/suggest-names.ts";
import type { ImportRule } from "../rule.ts";
import { findUnknownName } from "../templates/find-unknown-name.ts";
import { findVariables } from "../templates/find-variables.ts";
import { mostFindings } from "../templates/most-findings.ts";
import { listTemplates } from "../templates/list-templates.ts";
import { locateInTemplate } from "../templates/locate-in-template.ts";
import { appSyncFunctions, inputVariables, utilVariables } from "../templates/variables.ts";

/** `$input` and `$util` have a handful of functions; a call of another is printed as it is written. */
export const reportTemplateFunctions: ImportRule = (context) =>
  listTemplates(context.document)
    .flatMap((template) =>
      findVariables(template).flatMap(({ root, names, ...reference }) => {
        if (root === "context") return [];
        const unknown = findUnknownName(root === "input" ? inputVariables : utilVariables, names);
        return unknown === null ? [] : [{ template, root, ...reference, ...unknown }];
      }),
    )
    .slice(0, mostFindings)
    .map(({ template, root, offset, word, path, known }) => {
      const name = path.join(".");
      const meant = nearestName(name, known);
      const isAppSync = root === "util" && meant === null && appSyncFunctions.has(name);
      const suggestion = meant === null ? "" : `; did you mean $${root}.${meant}?`;
      return createProblem({
        code: "gateway/template-function",
        ...(meant === null && !isAppSync ? { severity: "info" as const } : {}),
        message: `$${root}.${name} in ${template.name} is nothing that API Gateway ${isAppSync ? "has; it is a function of AppSync." : `documents${suggestion || "."}`}`,
        location: locateInTemplate(context, template, offset, word),
        expected: `one of ${known.map((each) => `$${root}.${each}`).join(", ")}`,
        actual: `$${root}.${name}`,
        ...(template.operation === null ? {} : { operation: template.operation }),
      });
    });
