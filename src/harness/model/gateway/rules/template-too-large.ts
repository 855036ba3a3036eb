import { createProblem } from "../../../core/problem.ts";
import type { ImportRule } from "../rule.ts";
import { listTemplates } from "../templates/list-templates.ts";

/** 300 KB (guide: "important notes"). Letters are counted: a template is rarely anything but ASCII. */
const limit = 300 * 1024;

/** A mapping template larger than API Gateway takes. */
export const reportTooLargeTemplates: ImportRule = ({ document }) =>
  listTemplates(document)
    .filter(({ written }) => written.length > limit)
    .map(({ name, pointer, written, operation }) =>
      createProblem({
        code: "gateway/template-too-large",
        message: `A mapping template may have 300 KB; ${name} has ${Math.round(written.length / 1024)}.`,
        location: document.source.locate(pointer),
        ...(operation === null ? {} : { operation }),
      }),
    );
