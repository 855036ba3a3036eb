import { createProblem } from "../../../core/problem.ts";
import type { ImportRule } from "../rule.ts";
import { findUnknownName } from "../templates/find-unknown-name.ts";
import { findVariables } from "../templates/find-variables.ts";
import { mostFindings } from "../templates/most-findings.ts";
import { listTemplates } from "../templates/list-templates.ts";
import { locateInTemplate } from "../templates/locate-in-template.ts";
import { contextVariables } from "../templates/variables.ts";

const overrides = new Set(["requestOverride", "responseOverride"]);

/** Of `$context`, overrides alone can be set. A misspelt name is another rule's. */
export const reportTemplateOverrides: ImportRule = (context) =>
  listTemplates(context.document)
    .flatMap((template) =>
      findVariables(template).flatMap(({ root, names, assigned, ...reference }) => {
        const isKnown = findUnknownName(contextVariables, names) === null;
        const isWrong = root === "context" && assigned && !overrides.has(names[0] ?? "");
        return isKnown && isWrong ? [{ template, ...reference }] : [];
      }),
    )
    .slice(0, mostFindings)
    .map(({ template, offset, word }) =>
      createProblem({
        code: "gateway/template-override",
        message: `Setting ${word} in ${template.name} changes nothing: only requestOverride and responseOverride can be set.`,
        location: locateInTemplate(context, template, offset, word),
        ...(template.operation === null ? {} : { operation: template.operation }),
      }),
    );
