import type { TextFiles } from "../../../src/harness/core/ports.ts";
import type { Problem } from "../../../src/harness/core/problem.ts";
import { loadTemplate } from "../../../src/harness/model/template/load-template.ts";
import type {
  TemplateContext,
  TemplateModel,
} from "../../../src/harness/model/template/template-model.ts";

/** The context of template tests. */
export const testContext: TemplateContext = {
  parameters: {},
  region: "eu-west-1",
  accountId: "123456789012",
  stackName: "shop",
};

/** Reads a template's text in the test context. */
export function readTemplate(text: string, context: Partial<TemplateContext> = {}): TemplateModel {
  return loadTemplate({ file: "template.yaml", text, context: { ...testContext, ...context } });
}

/** The problems with one code that a template's text has in the test context. */
export function problemsWith(
  code: Problem["code"],
  text: string,
  context: Partial<TemplateContext> = {},
): readonly Problem[] {
  return readTemplate(text, context).problems.filter((problem) => problem.code === code);
}

/** Files by path, for templates that read others. */
export function filesOf(files: Readonly<Record<string, string>>): TextFiles {
  return { read: (path) => files[path] ?? null };
}

/** The value of an output, `unknown: reason` when it is not known. */
export function outputOf(template: TemplateModel, name: string): string | undefined {
  const output = template.outputs[name];
  if (output === undefined) return undefined;
  return output.known ? output.value : `unknown: ${output.reason}`;
}

/** The value an expression has as an output of a template with the given sections. */
export function evaluateInTemplate(
  sections: string,
  expression: string,
  context: Partial<TemplateContext> = {},
): string | undefined {
  return outputOf(
    readTemplate(`${sections}\nOutputs:\n  Value:\n    Value: ${expression}\n`, context),
    "Value",
  );
}
