import { expect } from "chai";
import path from "node:path";
import { loadTemplate } from "../../../../src/harness/model/template/load-template.ts";
import type { TemplateModel } from "../../../../src/harness/model/template/template-model.ts";
import type { ProjectModel } from "../../../../src/harness/model/wiring/project-model.ts";
import { wireTemplate } from "../../../support/wiring/read-definition.ts";
import { testContext } from "../../../support/wiring/read-template.ts";
import { listSamProjects, type SamProject } from "../../../support/wiring/sam-projects.ts";

const projects = listSamProjects();

/** Deployed to production: the stubs of govuk-account-components stand under a condition for dev. */
const parameters = { Environment: "production" };

function load(project: SamProject): TemplateModel {
  const text = project.read(path.basename(project.template)) ?? "";
  return loadTemplate({ file: project.template, text, context: { ...testContext, parameters } });
}

function wire(project: SamProject): ProjectModel {
  const template = load(project);
  const locations = template.apis.flatMap(({ definition }) =>
    definition.kind === "include" || definition.kind === "uri" ? [definition.location] : [],
  );
  const files = locations.map((location) => [location, project.read(location) ?? ""] as const);
  return wireTemplate(template, Object.fromEntries(files));
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
      for (const [logicalId, deployed] of Object.entries(project.deployedRoutes)) {
        const api = model.apis.find(({ resource }) => resource.logicalId === logicalId);
        const routes = api?.operations.map(({ operation }) => operation.key) ?? [];
        expect(routes.toSorted()).to.deep.equal(deployed.toSorted());
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
