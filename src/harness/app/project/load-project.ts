import { dirname, posix, resolve } from "node:path";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { TextFiles } from "../../core/ports.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import { isMisread } from "../../core/source-document.ts";
import type { ApiDocument } from "../../model/openapi/api-document.ts";
import { schemaRegistryOf } from "../../model/openapi/schema-registry-of.ts";
import type { SchemaRegistry } from "../../model/schema/schema-validator.ts";
import { loadTemplate } from "../../model/template/load-template.ts";
import type { ApiResource, TemplateModel } from "../../model/template/template-model.ts";
import type { ProjectModel, WiredApi } from "../../model/wiring/project-model.ts";
import { withGivenCaller } from "../../model/wiring/authorization/with-given-caller.ts";
import { withRefusedAuthorizers } from "../../model/wiring/authorization/with-refused-authorizers.ts";
import { withoutAuthorizers } from "../../model/wiring/authorization/without-authorizers.ts";
import { wireProject } from "../../model/wiring/wire-project.ts";
import { findOutdatedBuild } from "./find-outdated-build.ts";
import { findRunners, type FunctionRunners } from "./find-runners.ts";
import type { DetailSchema } from "../../model/eventbridge/never-matches/never-matches.ts";
import { loadEventSchemas } from "./event-schemas.ts";
import { findUnwiredDocuments } from "./find-unwired-documents.ts";
import { gatherRuntimes } from "./gather-runtimes.ts";
import { checkEnvVars } from "./env-vars/check-env-vars.ts";
import { secretValues } from "./env-vars/secret-values.ts";
import { checkStandIns, usedStandIns } from "./check-stand-ins.ts";
import { hideInModel, hideInTemplate, hideSecrets, type HideSecrets } from "./hide-secrets.ts";
import { tellRuntime } from "./tell-runtime.ts";
import { checkLayers } from "./layers/check-layers.ts";
import { findLayers, type FunctionLayers, type ProjectLayers } from "./layers/find-layers.ts";
import type { ResolvedConfig } from "./project-config.ts";
import { whyNotRun } from "./why-not-run.ts";
import { createTextFiles, openProjectFiles } from "./project-files.ts";
import { readDocuments } from "./read-documents.ts";

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
  /** What runs each function on this machine, by its id; of nested stacks `Child/Function`. */
  readonly runners: FunctionRunners;
  /** The layers of each function that has some, by its id. */
  readonly layers: ReadonlyMap<string, FunctionLayers>;
  readonly files: TextFiles;
  /** Problems of finding and reading files; documents, template and wiring have their own. */
  readonly problems: readonly Problem[];
  /** Writes over secret values in what is found later on: in answers and logs. */
  readonly hide: HideSecrets;
  /** Keys under `functions` of the configuration that answer for nothing here; none where not all was read. */
  readonly unusedFunctions: readonly string[];
  /** Schemas of the detail of events. */
  readonly eventSchemas: readonly DetailSchema[];
}

/**
 * Loads template, documents and wiring. What is wrong in them is data on the result; only a missing
 * template throws (`template/not-found`).
 */
export function loadProject(config: ResolvedConfig): Project {
  const files = openProjectFiles(config.root, [config.template]);
  const loaded = readTemplate(config, files);
  const hide = hideSecrets(loaded, secretValues(config.envVars.vars, loaded));
  const template = hideInTemplate(loaded, hide);
  const documents = readDocuments(template, files);
  const schemas = loadEventSchemas(config);
  const wiring = wireProject({
    template,
    documents: documents.byApi,
    files,
    templateDir: posix.dirname(config.template),
    unwiredDocuments: lacksDocument(template)
      ? findUnwiredDocuments(
          config,
          files,
          new Set([...documents.byApi.values()].map(({ file }) => file)),
        )
      : [],
    configuredFunctions: Object.keys(config.functions),
    eventSchemas: schemas.schemas,
  });
  // A function that was not read is not missing.
  const readable = isMisread(template.source) ? { ...wiring, problems: [] } : wiring;
  const model = hideInModel(readable, hide);
  const runners = findRunners(config, model);
  const apis = listApis(model, config, whyNotRun(config, model, runners));
  const layers = findLayers(config, model);
  const tell = (told: readonly Problem[]): readonly Problem[] =>
    gatherRuntimes(told.flatMap((problem) => tellRuntime(problem, model, runners)).map(hide));
  const isUnread = ({ logicalId, definition }: ApiResource): boolean =>
    definition.kind !== "generated" && !documents.byApi.has(logicalId);
  const misread = isMisread(template.source) || template.apis.some(isUnread);
  const problems = [
    ...documents.problems.map(hide),
    ...schemas.problems,
    ...tell(stackProblems(template)),
    ...apiProblems(template),
    // Of what was not read, nothing is known to be unused.
    ...(misread ? [] : settingProblems(config, model, layers)),
    ...findOutdatedBuild(config, [...documents.files, ...handlerFiles(model)]),
  ];
  const shown = withoutAnswered(withoutRetold(template, model), config);
  const used = usedStandIns(config, model);
  const unusedFunctions = misread
    ? []
    : Object.keys(config.functions).filter((name) => !used.has(name));
  return {
    config,
    template: { ...shown, problems: tell(shown.problems) },
    model,
    apis,
    runners,
    layers: layers.byFunction,
    // Events and contracts are named by whoever runs the tool, and may lie anywhere.
    files: createTextFiles(config.root),
    problems,
    hide,
    unusedFunctions,
    eventSchemas: schemas.schemas,
  };
}

/** What the configuration names and the project does not have, and what of it does not reach a function. */
function settingProblems(
  config: ResolvedConfig,
  model: ProjectModel,
  layers: ProjectLayers,
): readonly Problem[] {
  return [
    ...checkStandIns(config, model),
    ...checkEnvVars(config.envVars, model),
    ...checkLayers(config, layers),
  ];
}

/** Those with a document of their own come first: they take the first ports. */
function listApis(
  model: ProjectModel,
  config: ResolvedConfig,
  whyNot: (functionId: string) => string | null,
): readonly ProjectApi[] {
  const isWritten = ({ document }: WiredApi): boolean => document.written !== "generated";
  return [...model.apis.filter(isWritten), ...model.apis.filter((each) => !isWritten(each))].map(
    (wired) => ({
      wired: withRefusedAuthorizers(withCallerOf(config, wired), whyNot),
      document: wired.document,
      registry: schemaRegistryOf(wired.document),
    }),
  );
}

function withCallerOf({ as, disableAuthorizers }: ResolvedConfig, wired: WiredApi): WiredApi {
  if (disableAuthorizers === true) return withoutAuthorizers(wired);
  return as === null ? wired : withGivenCaller(wired, as);
}

function readTemplate(config: ResolvedConfig, files: TextFiles): TemplateModel {
  const text = files.read(config.template);
  if (text === null) {
    const isLink = files.isOutside?.(config.template) === true;
    throw new LockstepError({
      code: "template/not-found",
      message: `The template ${config.template} ${isLink ? "is a link that leads out of the project" : "cannot be read"}.`,
      ...(isLink ? { hint: "Name the file it leads to with --template." } : {}),
    });
  }
  const { parameters, region, accountId, stackName } = config;
  return loadTemplate({
    file: config.template,
    text,
    context: { parameters, region, accountId, stackName },
    files,
  });
}

/** That a function does not run here is nothing to tell once the configuration answers for it. */
function withoutAnswered(template: TemplateModel, { functions }: ResolvedConfig): TemplateModel {
  const answered = template.functions.filter(({ logicalId }) =>
    Object.hasOwn(functions, logicalId),
  );
  const isAnswered = ({ code, location }: Problem): boolean =>
    code === "template/runtime-not-run" &&
    answered.some(({ pointer }) => location?.pointer?.startsWith(`${pointer}/`) === true);
  const problems = template.problems.filter((problem) => !isAnswered(problem));
  return { ...template, problems };
}

/** Only an API that names no file is to be offered one. */
function lacksDocument(template: TemplateModel): boolean {
  return template.apis.some(
    ({ definition }) => definition.kind === "generated" || definition.kind === "inline",
  );
}

/**
 * A name misspelt in an integration that stands in the template, in a body or in a method, is told of
 * with its operation, once.
 */
function withoutRetold(template: TemplateModel, model: ProjectModel): TemplateModel {
  const misspelt = model.problems.filter(
    ({ code }) => code === "wiring/integration-names-no-function",
  );
  const places = model.apis.flatMap(({ resource: { definition }, document }) =>
    misspelt.flatMap(({ location }) => {
      if (location?.file !== document.file) return [];
      if (definition.kind === "inline")
        return [`${definition.pointer}${location.pointer ?? ""}/uri/`];
      return document.written === "generated" ? [`${location.pointer ?? ""}/`] : [];
    }),
  );
  const isRetold = ({ code, location }: Problem): boolean =>
    code === "template/unknown-reference" &&
    places.some((place) => location?.pointer?.startsWith(place) === true);
  const problems = template.problems.filter((problem) => !isRetold(problem));
  return { ...template, problems };
}

/** What is wrong in the templates of nested stacks, as far as it is not told with the parent's. */
function stackProblems(template: TemplateModel): readonly Problem[] {
  const key = ({ code, message, location }: Problem) => JSON.stringify([code, message, location]);
  const told = new Set(template.problems.map(key));
  const all = (stack: TemplateModel): readonly Problem[] => [
    ...stack.problems,
    ...[...stack.stacks.values()].flatMap(all),
  ];
  return [...template.stacks.values()].flatMap(all).filter((problem) => {
    const own = key(problem);
    return !told.has(own) && told.add(own);
  });
}

/** Files of handlers, those of nested stacks included. */
function handlerFiles({ functions, stacks }: ProjectModel): readonly string[] {
  const own = functions.flatMap(({ handler }) => (handler === null ? [] : [handler.file]));
  return [...new Set([...own, ...[...stacks.values()].flatMap(handlerFiles)])];
}

/** APIs that are not read, and a template without any. */
function apiProblems(template: TemplateModel): readonly Problem[] {
  const notRead = [...template.resources.values()]
    .filter(
      ({ type, properties }) =>
        type === "AWS::Serverless::WebSocketApi" ||
        (type === "AWS::ApiGatewayV2::Api" && properties["ProtocolType"] === "WEBSOCKET"),
    )
    .map(({ logicalId, pointer }) =>
      createProblem({
        code: "project/api-not-read",
        message: `${logicalId} is a WebSocket API, which is not read.`,
        location: template.source.locate(pointer),
      }),
    );
  const isRead = template.problems.every(({ code }) => code !== "template/syntax-error");
  if (template.apis.length > 0 || notRead.length > 0 || !isRead) return notRead;
  if (hasStackApi(template)) return [];
  return [
    createProblem({
      code: "project/no-api",
      message: `${template.file} declares no API: there are no routes to check.`,
      location: { file: template.file },
    }),
  ];
}

function hasStackApi({ stacks }: TemplateModel): boolean {
  return [...stacks.values()].some((stack) => stack.apis.length > 0 || hasStackApi(stack));
}

/** Absolute folder of the template: what `CodeUri` and includes are relative to. */
export function templateFolder(config: ResolvedConfig): string {
  return dirname(resolve(config.root, config.template));
}
