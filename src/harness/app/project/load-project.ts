import { dirname, posix, resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { TextFiles } from "../../core/ports.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import { isMisread } from "../../core/source-document.ts";
import type { ApiDocument } from "../../model/openapi/api-document.ts";
import { loadApiDocument, readInlineDefinition } from "../../model/openapi/load-api-document.ts";
import { schemaRegistryOf } from "../../model/openapi/schema-registry-of.ts";
import type { SchemaRegistry } from "../../model/schema/schema-validator.ts";
import { cloudFormationTags } from "../../model/template/cloudformation-tags.ts";
import { loadTemplate } from "../../model/template/load-template.ts";
import type { ApiResource, TemplateModel } from "../../model/template/template-model.ts";
import type { ProjectModel, WiredApi } from "../../model/wiring/project-model.ts";
import { wireProject } from "../../model/wiring/wire-project.ts";
import { checkStandIns } from "./check-stand-ins.ts";
import type { ResolvedConfig } from "./project-config.ts";
import { createTextFiles, nodeHashing, showPath } from "./project-files.ts";

/** An API of the project with what judges its requests and responses. */
export interface ProjectApi {
  readonly wired: WiredApi;
  readonly document: ApiDocument;
  readonly registry: SchemaRegistry;
}

/** A project as loaded: template, documents and their wiring. */
export interface Project {
  readonly config: ResolvedConfig;
  readonly template: TemplateModel;
  readonly model: ProjectModel;
  readonly apis: readonly ProjectApi[];
  readonly files: TextFiles;
  /** Problems of finding and reading files; documents, template and wiring have their own. */
  readonly problems: readonly Problem[];
}

interface DocumentRead {
  readonly document: ApiDocument | null;
  readonly problems: readonly Problem[];
}

/** Packaging reads a location relative to the template's folder; `sam local` from the working directory. */
function locationCandidates(config: ResolvedConfig, location: string): readonly string[] {
  const folder = posix.dirname(config.template);
  return [...new Set([posix.normalize(posix.join(folder, location)), posix.normalize(location)])];
}

function readLocated(
  config: ResolvedConfig,
  template: TemplateModel,
  { logicalId }: ApiResource,
  { location, pointer }: { readonly location: string; readonly pointer: string },
  files: TextFiles,
): DocumentRead {
  const candidates = locationCandidates(config, location);
  for (const candidate of candidates) {
    const text = files.read(candidate);
    if (text === null) continue;
    const file = showPath(config.root, candidate);
    const document = loadApiDocument({
      file,
      text,
      hashing: nodeHashing,
      name: logicalId,
      shortTags: cloudFormationTags,
    });
    // What was left out by a slip of the text is not missing: only the slip is told.
    return isMisread(document.source)
      ? { document: null, problems: document.problems }
      : { document, problems: [] };
  }
  const problem = createProblem({
    code: "project/spec-not-found",
    message: `The template includes "${location}", and there is no such file.`,
    location: template.source.locate(pointer, "value"),
    expected: `a file at ${candidates.join(" or ")}`,
  });
  return { document: null, problems: [problem] };
}

function readDefinition(
  config: ResolvedConfig,
  template: TemplateModel,
  api: ApiResource,
  files: TextFiles,
): DocumentRead {
  const { definition } = api;
  if (definition.kind === "include" || definition.kind === "uri") {
    return readLocated(config, template, api, definition, files);
  }
  if (definition.kind === "inline") {
    const document = readInlineDefinition({
      source: template.source,
      pointer: definition.pointer,
      hashing: nodeHashing,
      name: api.logicalId,
    });
    return { document, problems: [] };
  }
  // The template layer says why one cannot be read, the wiring layer that there is none.
  return { document: null, problems: [] };
}

/**
 * Loads template, documents and wiring. What is wrong in them is data on the result; only a missing
 * template throws (`template/not-found`).
 */
export function loadProject(config: ResolvedConfig): Project {
  const files = createTextFiles(config.root);
  const text = files.read(config.template);
  if (text === null) {
    throw new LockstepError({
      code: "template/not-found",
      message: `The template ${config.template} cannot be read.`,
    });
  }
  const { parameters, region, accountId, stackName } = config;
  const template = loadTemplate({
    file: config.template,
    text,
    context: { parameters, region, accountId, stackName },
  });
  const reads = template.apis.map(
    (api) => [api.logicalId, readDefinition(config, template, api, files)] as const,
  );
  const documents = new Map(
    reads.flatMap(([id, read]) => (read.document === null ? [] : [[id, read.document] as const])),
  );
  const wiring = wireProject({
    template,
    documents,
    files,
    templateDir: posix.dirname(config.template),
    configuredFunctions: Object.keys(config.functions),
  });
  // A function that was not read is not missing.
  const model = isMisread(template.source) ? { ...wiring, problems: [] } : wiring;
  const apis = model.apis.map((wired) => ({
    wired,
    document: wired.document,
    registry: schemaRegistryOf(wired.document),
  }));
  const isUnread = ({ logicalId, definition }: ApiResource): boolean =>
    definition.kind !== "generated" && !documents.has(logicalId);
  const misread = isMisread(template.source) || template.apis.some(isUnread);
  const problems = [
    ...onePerPlace(reads),
    ...noApiProblems(template),
    // Of what was not read, nothing is known to be unused.
    ...(misread ? [] : checkStandIns(config, model)),
  ];
  const shown = withoutAnswered(withoutRetold(template, model), config);
  return { config, template: shown, model, apis, files, problems };
}

/** That a function does not run here is nothing to tell once the configuration answers for it. */
function withoutAnswered(template: TemplateModel, { functions }: ResolvedConfig): TemplateModel {
  const answered = template.functions.filter(({ logicalId }) =>
    Object.hasOwn(functions, logicalId),
  );
  const isAnswered = ({ code, location }: Problem): boolean =>
    code === "template/runtime-not-run" &&
    answered.some(({ pointer }) => location?.pointer?.startsWith(`${pointer}/`) === true);
  return { ...template, problems: template.problems.filter((problem) => !isAnswered(problem)) };
}

/** A name misspelt in an integration that stands in the template is told of with its operation, once. */
function withoutRetold(template: TemplateModel, model: ProjectModel): TemplateModel {
  const places = model.apis.flatMap(({ resource: { definition }, document }) =>
    definition.kind === "inline"
      ? model.problems
          .filter(
            ({ code, location }) =>
              code === "wiring/integration-names-no-function" && location?.file === document.file,
          )
          .map(({ location }) => `${definition.pointer}${location?.pointer ?? ""}/uri/`)
      : [],
  );
  const isRetold = ({ code, location }: Problem): boolean =>
    code === "template/unknown-reference" &&
    places.some((place) => location?.pointer?.startsWith(place) === true);
  const problems = template.problems.filter((problem) => !isRetold(problem));
  return { ...template, problems };
}

/** Two APIs may share a broken document. */
function onePerPlace(reads: readonly (readonly [string, DocumentRead])[]): readonly Problem[] {
  const all = reads.flatMap(([, read]) => read.problems);
  const key = ({ code, message, location }: Problem) => JSON.stringify([code, message, location]);
  return [...new Map(all.map((problem) => [key(problem), problem])).values()];
}

function noApiProblems(template: TemplateModel): readonly Problem[] {
  if (
    template.apis.length > 0 ||
    template.problems.some((problem) => problem.code === "template/syntax-error")
  )
    return [];
  return [
    createProblem({
      code: "project/no-api",
      message: "The template declares no API.",
      location: { file: template.file },
    }),
  ];
}

/** Absolute folder of the template: what `CodeUri` and includes are relative to. */
export function templateFolder(config: ResolvedConfig): string {
  return dirname(resolve(config.root, config.template));
}
