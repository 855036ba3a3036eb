import { join } from "node:path";
import { expect } from "chai";
import { defineFunctions } from "../../../../src/harness/app/project/define-functions.ts";
import { findRunners } from "../../../../src/harness/app/project/find-runners.ts";
import { readDocuments } from "../../../../src/harness/app/project/read-documents.ts";
import type { Project } from "../../../../src/harness/app/project/load-project.ts";
import { loadTemplate } from "../../../../src/harness/model/template/load-template.ts";
import { wireProject } from "../../../../src/harness/model/wiring/wire-project.ts";
import { openSmallProject, smallProject } from "../../../support/app/small-project.ts";

describe("A project with a nested stack", () => {
  it("reads the stack's documents beside its template, and defines its functions by ids of their own", () =>
    openSmallProject(
      {
        "stacks/notes.yaml": smallProject["template.yaml"],
        "stacks/openapi.yaml": smallProject["openapi.yaml"].replace(
          "title: Notes",
          "title: Nested",
        ),
        "stacks/src/list.mjs": "export const handler = () => {};",
      },
      (project, root) => {
        const { context } = project.template;
        const text = project.files.read("stacks/notes.yaml") ?? "";
        const child = loadTemplate({ file: "stacks/notes.yaml", text, context });
        const template = { ...project.template, stacks: new Map([["Notes", child]]) };
        const documents = readDocuments(template, project.files);
        expect(
          [...documents.byApi].map(([id, { file, title }]) => [id, file, title]),
        ).to.deep.equal([
          ["NotesApi", "openapi.yaml", "Notes"],
          ["Notes/NotesApi", "stacks/openapi.yaml", "Nested"],
        ]);
        const model = wireProject({
          template,
          documents: documents.byApi,
          files: project.files,
          templateDir: ".",
        });
        const runners = findRunners(project.config, model);
        const nested: Project = { ...project, template, model, runners };
        expect(
          defineFunctions(nested).map(({ logicalId, codeRoot }) => [logicalId, codeRoot]),
        ).to.deep.equal([
          ["ListFunction", join(root, "src")],
          ["AddFunction", join(root, "src")],
          ["Notes/ListFunction", join(root, "stacks/src")],
          // Its source lies above, where `sam build --base-dir` finds it.
          ["Notes/AddFunction", join(root, "stacks/src")],
        ]);
      },
    ));
});
