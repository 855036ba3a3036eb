import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";

/**
 * A file that is not read, since it lies outside the project: what a template names may come from anywhere,
 * and nothing of it is for whoever reads the report.
 *
 * @param what what names the file, as the subject of a sentence: `The template`
 */
export function outsideProject(what: string, path: string, location: SourceLocation): Problem {
  return createProblem({
    code: "project/file-outside-project",
    message: `${what} names ${path}, which lies outside the project and is not read.`,
    location,
    expected: "a file below the project root, the template's folder, or the repository they are in",
    actual: path,
  });
}
