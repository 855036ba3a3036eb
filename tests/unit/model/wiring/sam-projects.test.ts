import { expect } from "chai";
import path from "node:path";
import { loadTemplate } from "../../../../src/harness/model/template/load-template.ts";
import type {
  ApiResource,
  TemplateModel,
} from "../../../../src/harness/model/template/template-model.ts";
import type { ApiDocument } from "../../../../src/harness/model/openapi/api-document.ts";
import type { ProjectModel } from "../../../../src/harness/model/wiring/project-model.ts";
import { wireProject } from "../../../../src/harness/model/wiring/wire-project.ts";
import { buildDocument } from "../../../support/wiring/build-document.ts";
import { testContext } from "../../../support/wiring/read-template.ts";
import { listSamProjects, type SamProject } from "../../../support/wiring/sam-projects.ts";

const projects = listSamProjects();

function load(project: SamProject): TemplateModel {
  const text = project.read(path.basename(project.template)) ?? "";
  const context = { ...testContext, parameters: { Environment: "dev" } };
  return loadTemplate({ file: project.template, text, context });
}

function documentOf(project: SamProject, { definition }: ApiResource): ApiDocument | null {
  if (definition.kind === "inline") return buildDocument("", project.template, definition.body);
  if (definition.kind !== "include" && definition.kind !== "uri") return null;
  const text = project.read(definition.location);
  return text === null ? null : buildDocument(text, definition.location);
}

function wire(project: SamProject): ProjectModel {
  const template = load(project);
  const documents = new Map(
    template.apis.flatMap((api) => {
      const document = documentOf(project, api);
      return document === null ? [] : [[api.logicalId, document] as const];
    }),
  );
  return wireProject({ template, documents, files: { read: () => null }, templateDir: "." });
}

/** SAM's Cors adds OPTIONS routes of its own. */
function withoutPreflight(routes: readonly string[]): readonly string[] {
  return routes.filter((route) => !route.startsWith("OPTIONS ")).toSorted();
}

describe("public SAM projects", () => {
  before(function skipWithoutCorpus() {
    if (projects.length === 0) this.skip();
  });

  it("are there to be read", () => {
    expect(projects).to.have.length.greaterThan(20);
  });

  for (const project of projects) {
    it(`${project.name} has the routes it has when deployed`, () => {
      const model = wire(project);
      expect(
        model.template.problems.filter(({ code }) => code === "template/syntax-error"),
      ).to.deep.equal([]);
      for (const { resource, operations } of model.apis) {
        const deployed = project.deployedRoutes[resource.logicalId];
        if (deployed === undefined) continue;
        const routes = operations.map(({ operation }) => operation.key);
        expect(withoutPreflight(routes)).to.deep.equal(withoutPreflight(deployed));
      }
    });
  }

  it("lack permissions only in fixtures that lack them on purpose", () => {
    const lacking = projects.map((project) => {
      const problems = wire(project).problems.filter(
        ({ code }) => code === "wiring/operation-not-permitted",
      );
      return [project.name, problems.length] as const;
    });
    expect(Object.fromEntries(lacking.filter(([, count]) => count > 0))).to.deep.equal({
      "samcli-swagger-template": 10,
      "samcli-swagger-template-http-api": 2,
      "samcli-template-with-included-swagger": 1,
      "samcli-template-with-unresolved-intrinsic-in-cors": 1,
    });
  });
});
