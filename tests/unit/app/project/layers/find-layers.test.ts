import { relative } from "node:path";
import { expect } from "chai";
import { defineFunctions } from "../../../../../src/harness/app/project/define-functions.ts";
import { loadProject, type Project } from "../../../../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../../../../src/harness/app/project/resolve-config.ts";
import { formatLocation } from "../../../../../src/harness/core/problem.ts";
import {
  smallProject,
  withSmallProject,
  type ProjectFiles,
} from "../../../../support/app/small-project.ts";

const theirs = "arn:aws:lambda:us-east-1:111122223333:layer:theirs";

/** The small project, ListFunction with layers, and more resources. */
const withLayers = (layers: string, resources = "", globals = ""): string =>
  `${smallProject["template.yaml"]}${resources}`
    .replace("CodeUri: src }", `CodeUri: src${globals} }`)
    .replace(
      "      Handler: list.handler\n",
      `      Handler: list.handler\n      Layers: ${layers}\n`,
    );

const layer = (id: string, properties: string, metadata = ""): string =>
  `  ${id}: { Type: AWS::Serverless::LayerVersion, ${metadata === "" ? "" : `Metadata: { BuildMethod: ${metadata} }, `}Properties: ${properties} }\n`;

const open = <T>(
  template: string,
  files: ProjectFiles,
  work: (project: Project, root: string) => T,
): Promise<T> =>
  withSmallProject({ "template.yaml": template, ...files }, async (root) =>
    work(loadProject((await resolveConfig({ root })).config), root),
  );

/** Layers of ListFunction: folder, and what of `/opt` it is. */
const foundIn = (template: string, files: ProjectFiles = {}) =>
  open(template, files, (project, root) =>
    defineFunctions(project)
      .find(({ logicalId }) => logicalId === "ListFunction")
      ?.layers.map(({ folder, below }) => [relative(root, folder), below]),
  );

const findings = (template: string, files: ProjectFiles = {}) =>
  open(template, files, ({ problems }) =>
    problems
      .filter(({ code }) => /layer/.test(code))
      .map(({ code, severity, location, message }) => ({
        code,
        severity,
        place: location === undefined ? "" : formatLocation(location),
        message,
      })),
  );

describe("The layers of a function", () => {
  const two = layer("A", "{ ContentUri: layers/a }") + layer("B", "{ ContentUri: ./layers/b/ }");
  const files = { "layers/a/x": "", "layers/b/x": "" };

  it("are folders of layer versions, in order, those of Globals first", async () => {
    const template = withLayers("[!Ref B]", two, ", Layers: [!Ref A]");
    expect(await foundIn(template, files)).to.deep.equal([
      ["layers/a", ""],
      ["layers/b", ""],
    ]);
    expect(await findings(template, files)).to.deep.equal([]);
  });

  for (const [how, written] of [
    ["the ARN written out", "[arn:aws:lambda:us-east-1:123456789012:layer:A:1]"],
    ["Fn::Sub", '[!Sub "${A}"]'],
    ["a condition on an item", "[!If [IsOn, !Ref A, !Ref B]]"],
    ["a condition on the list", "!If [IsOn, [!Ref A], [!Ref B]]"],
    [
      "an item that is removed",
      "[!If [IsOn, !Ref A, !Ref AWS::NoValue], !If [IsOff, !Ref B, !Ref AWS::NoValue]]",
    ],
  ] as const)
    it(`are found by ${how}`, async () => {
      const named = two.replace(
        "{ ContentUri: layers/a }",
        "{ ContentUri: layers/a, LayerName: A }",
      );
      const template = `Conditions: { IsOn: !Equals [a, a], IsOff: !Equals [a, b] }\n${withLayers(written, named)}`;
      expect(await foundIn(template, files)).to.deep.equal([["layers/a", ""]]);
    });

  it("are found where CloudFormation's own type declares them", async () => {
    const own = "  A: { Type: AWS::Lambda::LayerVersion, Properties: { Content: layers/a } }\n";
    expect(await foundIn(withLayers("[!Ref A]", own), files)).to.deep.equal([["layers/a", ""]]);
  });

  for (const [what, method, held, found] of [
    [
      "the sources of a Node.js layer",
      "nodejs22.x",
      { "layers/a/package.json": "{}" },
      ["layers/a", "nodejs"],
    ],
    [
      "the sources of a Python layer",
      "python3.12",
      { "layers/a/x.py": "" },
      ["layers/a", "python"],
    ],
    [
      "a folder that is laid out already",
      "nodejs22.x",
      { "layers/a/nodejs/x.js": "" },
      ["layers/a", ""],
    ],
    [
      "a makefile's folder that is not built",
      "makefile",
      { "layers/a/Makefile": "" },
      ["layers/a", ""],
    ],
    [
      "a makefile's built folder",
      "makefile",
      { "layers/a/Makefile": "", ".aws-sam/build/A/nodejs/x": "" },
      [".aws-sam/build/A", ""],
    ],
    [
      "a build, where packages are not installed beside the sources",
      "nodejs22.x",
      {
        "layers/a/package.json": '{ "dependencies": { "x": "1" } }',
        ".aws-sam/build/A/nodejs/x": "",
      },
      [".aws-sam/build/A", ""],
    ],
    [
      "the sources, where packages are installed beside them",
      "nodejs22.x",
      {
        "layers/a/package.json": '{ "dependencies": { "x": "1" } }',
        "layers/a/node_modules/x/index.js": "",
        ".aws-sam/build/A/nodejs/x": "",
      },
      ["layers/a", "nodejs"],
    ],
  ] as const)
    it(`of a BuildMethod are ${what}`, async () => {
      const template = withLayers("[!Ref A]", layer("A", "{ ContentUri: layers/a }", method));
      expect(await foundIn(template, held)).to.deep.equal([found]);
    });

  it("that stand in the parent stack reach the function of a nested one", () =>
    open(
      `${smallProject["template.yaml"]}${two}  Child: { Type: AWS::Serverless::Application, Properties: { Location: child/template.yaml, Parameters: { Layer: !Ref A } } }\n`,
      {
        ...files,
        "child/template.yaml":
          "Transform: AWS::Serverless-2016-10-31\nParameters: { Layer: { Type: String } }\nResources:\n  Fn: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs24.x, Handler: a.handler, Layers: [!Ref Layer] } }\n",
        "child/a.mjs": "export const handler = 1;",
      },
      (project, root) => {
        const child = defineFunctions(project).find(({ logicalId }) => logicalId === "Child/Fn");
        expect(child?.layers.map(({ folder }) => relative(root, folder))).to.deep.equal([
          "layers/a",
        ]);
      },
    ));

  it("are accused where a folder is missing, at its place, once", async () => {
    const template = withLayers("[!Ref A, !Ref A]", two);
    expect(await findings(template, { "layers/b/x": "" })).to.deep.equal([
      {
        code: "project/layer-folder-missing",
        severity: "error",
        place: "template.yaml:24:59",
        message: "The layer A has its content in layers/a, and there is no such folder.",
      },
    ]);
  });

  it("are not accused where a build may write the folder", async () => {
    const template = withLayers("[!Ref A]", layer("A", "{ ContentUri: dist/a }"));
    expect(await findings(template)).to.deep.include.members([
      {
        code: "project/layer-folder-missing",
        severity: "warning",
        place: "template.yaml:24:59",
        message:
          "The layer A has its content in dist/a, and there is no such folder; a build may write it.",
      },
    ]);
  });

  it("are not accused where git leaves the folder out", async () => {
    const template = withLayers("[!Ref A]", layer("A", "{ ContentUri: layers/made }"));
    const [found] = await findings(template, { ".gitignore": "/layers/made/\n" });
    expect(found).to.include({ code: "project/layer-folder-missing", severity: "warning" });
  });

  for (const [what, written, resources, why] of [
    ["another account's", `["${theirs}:4"]`, "", `${theirs}:4 of ListFunction is built elsewhere`],
    ["an import", "[!ImportValue shared]", "", "is not known here"],
    [
      "content in S3",
      "[!Ref A]",
      layer("A", "{ ContentUri: s3://b/k.zip }"),
      "A of ListFunction lies in S3",
    ],
    [
      "an archive",
      "[!Ref A]",
      layer("A", "{ ContentUri: openapi.yaml }"),
      "is the archive openapi.yaml",
    ],
  ] as const)
    it(`are named and not accused for ${what}`, async () => {
      const [found, ...others] = await findings(withLayers(written, resources));
      expect(others).to.deep.equal([]);
      expect(found).to.include({ code: "project/layer-not-here", severity: "info" });
      expect(found?.message).to.contain(why);
    });

  const configured = (layers: Readonly<Record<string, string>>): ProjectFiles => ({
    ...files,
    "lockstep.config.json": JSON.stringify({ layers }, null, 1),
  });

  it("are the folders the configuration names, by ARN with or without version, or logical id", async () => {
    for (const name of [theirs, `${theirs}:4`]) {
      const template = withLayers(`["${theirs}:4"]`);
      expect(await foundIn(template, configured({ [name]: "layers/b" }))).to.deep.equal([
        ["layers/b", ""],
      ]);
      expect(await findings(template, configured({ [name]: "layers/b" }))).to.deep.equal([]);
    }
    const missing = withLayers("[!Ref A]", layer("A", "{ ContentUri: none }"));
    expect(await foundIn(missing, configured({ A: "layers/b" }))).to.deep.equal([["layers/b", ""]]);
    expect(await findings(missing, configured({ A: "layers/b" }))).to.deep.equal([]);
  });

  it("are told of where the configuration names no layer, or no folder", async () => {
    const template = withLayers("[!Ref Shared]", layer("Shared", "{ ContentUri: layers/a }"));
    const found = await findings(template, configured({ Shard: "layers/b" }));
    expect(found).to.deep.include.members([
      {
        code: "project/configured-layer-unused",
        severity: "warning",
        place: "lockstep.config.json:3:3",
        message:
          'The configuration sets layers["Shard"], and no function has a layer of that name.',
      },
    ]);
    const [gone] = await findings(template, configured({ Shared: "layers/gone" }));
    expect(gone).to.include({ code: "project/configured-layer-not-found", severity: "error" });
  });
});
