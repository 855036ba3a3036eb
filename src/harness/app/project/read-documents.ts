import { posix } from "node:path";
import type { TextFiles } from "../../core/ports.ts";
import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import type { ApiDocument } from "../../model/openapi/api-document.ts";
import { outsideProject } from "../../model/template/outside-project.ts";
import type { TemplateModel } from "../../model/template/template-model.ts";
import type { OpenedFile } from "../../model/wiring/definition/included-parts.ts";
import { readApiDocument } from "../../model/wiring/definition/read-api-document.ts";
import { nodeHashing } from "./project-files.ts";

/** The documents of a template's APIs, those of nested stacks included. */
export interface ProjectDocuments {
  /** By logical id, of an API in a nested stack by `Child/Api`. */
  readonly byApi: ReadonlyMap<string, ApiDocument>;
  /** Files that were read. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reads the document of every API. */
export function readDocuments(template: TemplateModel, files: TextFiles): ProjectDocuments {
  const byApi = new Map<string, ApiDocument>();
  const read = new Set<string>();
  const problems: Problem[] = [];
  const readAll = (own: TemplateModel, prefix: string): void => {
    for (const api of own.apis) {
      const result = readApiDocument({
        template: own,
        api,
        hashing: nodeHashing,
        references: files,
        open: (location, place) => {
          const opened = openLocated(own, files, location, place);
          problems.push(...opened.problems);
          if (opened.file !== null) read.add(opened.file.file);
          return opened.file;
        },
      });
      problems.push(...result.problems);
      if (result.document !== null) byApi.set(`${prefix}${api.logicalId}`, result.document);
    }
    for (const [id, stack] of own.stacks) {
      read.add(stack.file);
      readAll(stack, `${prefix}${id}/`);
    }
  };
  readAll(template, "");
  return { byApi, files: [...read], problems: onePerPlace(problems) };
}

interface Located {
  readonly file: OpenedFile | null;
  readonly problems: readonly Problem[];
}

/** Packaging reads a location relative to the template's folder; `sam local` from the working directory. */
function openLocated(
  template: TemplateModel,
  files: TextFiles,
  location: string,
  place: SourceLocation,
): Located {
  const folder = posix.dirname(template.file);
  const beside = location.startsWith("/")
    ? location
    : posix.normalize(posix.join(folder, location));
  const atRoot = posix.normalize(location);
  for (const file of new Set([beside, atRoot])) {
    const text = files.read(file);
    if (text === null) continue;
    if (file === beside) return { file: { file, text }, problems: [] };
    const problem = createProblem({
      code: "project/spec-outside-template-folder",
      message: `The template includes "${location}", which is there from the project root only; packaging looks for ${beside}.`,
      location: place,
      expected: beside,
      actual: file,
    });
    return { file: { file, text }, problems: [problem] };
  }
  const candidates = [...new Set([beside, atRoot])];
  if (files.isOutside?.(beside) === true)
    return { file: null, problems: [outsideProject("The template", beside, place)] };
  const problem = createProblem({
    code: "project/spec-not-found",
    message: `The template includes "${location}", and there is no such file.`,
    location: place,
    expected: `a file at ${candidates.join(" or ")}`,
    ...(looksBuilt(location)
      ? {
          hint: "The file looks generated: run the project's build first, or correct the Location.",
        }
      : {}),
  });
  return { file: null, problems: [problem] };
}

/** Folders that a build writes, and names it gives. */
function looksBuilt(location: string): boolean {
  return /(^|[/])(dist|build|out|output|target|generated|gen|\.build|\.aws-sam|cdk\.out)[/]|[.-](bundled?|generated|compiled|resolved)\./i.test(
    location,
  );
}

/** Two APIs may share a broken document. */
function onePerPlace(problems: readonly Problem[]): readonly Problem[] {
  const key = ({ code, message, location }: Problem) => JSON.stringify([code, message, location]);
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}
