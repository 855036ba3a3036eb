import type { JsonValue } from "../../../core/json.ts";
import { createProblem, type Problem, type SourceLocation } from "../../../core/problem.ts";
import { parseSourceDocument, type SourceDocument } from "../../../core/source-document.ts";
import { cloudFormationTags } from "../../template/cloudformation-tags.ts";
import type { ApiResource, TemplateModel } from "../../template/template-model.ts";

/** A file as it was found: the path shown in problems, and its text. */
export interface OpenedFile {
  readonly file: string;
  readonly text: string;
}

/** Whose document the parts are of, and how a file is opened. */
export interface PartsInput {
  readonly template: TemplateModel;
  readonly api: ApiResource;
  open(location: string, place: SourceLocation): OpenedFile | null;
}

/** Files that include files: more is a mistake. */
const deepest = 5;

/** Includes of one API's document in all: files that fan out are not followed without end. */
const mostIncludes = 100;

/**
 * The files that are included in the middle of one API's document, each parsed once. Counts them, and
 * refuses one that includes itself.
 */
export class IncludedParts {
  readonly problems: Problem[] = [];
  readonly #input: PartsInput;
  readonly #parsed = new Map<string, SourceDocument>();
  #included = 0;
  #isOver = false;

  constructor(input: PartsInput) {
    this.#input = input;
  }

  /**
   * @param around files that lie around the include, outermost first, the one it is written in last
   * @returns `null` for what cannot be read; the reason is among the problems, or told by who opens
   */
  read(
    written: JsonValue,
    place: SourceLocation,
    around: readonly string[],
  ): SourceDocument | null {
    const location = this.#input.template.resolve(written);
    const text = location.known && typeof location.value === "string" ? location.value : null;
    if (text === null) {
      const reason = location.known ? "its location is not text" : location.reason;
      return this.#refuse(reason, place);
    }
    if (/^(s3|https?):\/\//i.test(text)) return this.#refuse(`${text} is not a local file`, place);
    if (this.#included >= mostIncludes) {
      if (this.#isOver) return null;
      this.#isOver = true;
      return this.#refuse(`more than ${mostIncludes} files are included`, place);
    }
    if (around.length > deepest)
      return this.#refuse(`${text} is included more than ${deepest} files deep`, place);
    this.#included += 1;
    const opened = this.#input.open(text, place);
    if (opened === null) return null;
    if (around.includes(opened.file)) return this.#refuse(`${opened.file} includes itself`, place);
    const settled = this.#parsed.get(opened.file);
    if (settled !== undefined) return settled;
    const parsed = parsePart(opened);
    this.#parsed.set(opened.file, parsed);
    return parsed;
  }

  #refuse(reason: string, place: SourceLocation): null {
    this.problems.push(
      createProblem({
        code: "template/definition-unreadable",
        severity: "warning",
        message: `A part of the document of ${this.#input.api.logicalId} cannot be read: ${reason}.`,
        location: place,
      }),
    );
    return null;
  }
}

function parsePart(opened: OpenedFile): SourceDocument {
  const plain = parseSourceDocument(opened);
  if (!plain.issues.some(({ kind }) => kind === "unknown-tag")) return plain;
  return {
    ...parseSourceDocument({ ...opened, customTags: cloudFormationTags }),
    issues: plain.issues,
  };
}
