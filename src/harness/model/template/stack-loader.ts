import type { TextFiles } from "../../core/ports.ts";
import { joinPointer } from "../../core/json-pointer.ts";
import { createProblem, type Problem, type SourceLocation } from "../../core/problem.ts";
import type { SourceDocument } from "../../core/source-document.ts";
import { type Evaluation, external, isMap, unknown } from "./intrinsics/evaluation.ts";
import {
  deepestStack,
  isStack,
  nestedStackName,
  pathBeside,
  readStackLocation,
  readStackParameters,
} from "./nested-stacks.ts";
import { outsideProject } from "./outside-project.ts";
import type { TemplateContext, TemplateModel } from "./template-model.ts";
import type { TemplateScope } from "./template-scope.ts";
import type { RawResource } from "./template-sections.ts";

/** A template to read, and how it came to be read. */
export interface StackInput {
  /** Path shown in problems, relative to the project root. */
  readonly file: string;
  readonly text: string;
  readonly context: TemplateContext;
  readonly files?: TextFiles;
  /** Files of the stacks around it, outermost first; empty for the stack itself. */
  readonly ancestors: readonly string[];
  /** Parameters the parent gives, but whose values are not known, with the reason. */
  readonly unknownParameters: ReadonlyMap<string, string>;
  /** Why it is not known which parameters the parent gives; `null` where it is. */
  readonly anyParameter: string | null;
  /** Why it cannot be told whether this stack deploys; `null` where it does. */
  readonly undecided: string | null;
  /** Where the parent gives its parameters; `null` for the stack itself. */
  readonly parent: ParentStack | null;
}

/** The resource a nested stack comes from. */
export interface ParentStack {
  readonly logicalId: string;
  /** Its `Parameters`, the resource without. */
  readonly location: SourceLocation;
}

/** Templates one stack may hold in all: nested ones that fan out are not followed without end. */
const mostStacks = 100;

/** How many templates were read; shared by all stacks of one. */
export interface StackBudget {
  read: number;
}

type Loaded =
  | { readonly kind: "read"; readonly model: TemplateModel }
  | { readonly kind: "absent"; readonly why: ReturnType<typeof unknown | typeof external> };

/**
 * Reads the templates of nested stacks when they are asked for, each once, with the parameters the
 * parent gives. What is wrong inside one is its own problem; that it cannot be read is the parent's.
 */
export class StackLoader {
  readonly problems: Problem[] = [];
  readonly #input: StackInput;
  readonly #source: SourceDocument;
  readonly #load: (input: StackInput) => TemplateModel;
  readonly #budget: StackBudget;
  readonly #loaded = new Map<string, Loaded>();

  constructor(
    input: StackInput,
    source: SourceDocument,
    budget: StackBudget,
    load: (input: StackInput) => TemplateModel,
  ) {
    this.#input = input;
    this.#source = source;
    this.#budget = budget;
    this.#load = load;
  }

  /** What `Outputs.NAME` of a resource gives; `null` for a resource that is no stack. */
  output(resource: RawResource, name: string, scope: TemplateScope): Evaluation | null {
    if (!isStack(resource)) return null;
    const loaded = this.#stack(resource, scope);
    if (loaded.kind === "absent")
      return {
        ...loaded.why,
        reason: `the output ${name} of the nested stack ${resource.logicalId} is not known here: ${loaded.why.reason}`,
      };
    return (
      loaded.model.outputs[name] ??
      unknown(`the nested stack ${resource.logicalId} has no output ${name}`)
    );
  }

  /** The stacks that could be read. */
  stacks(scope: TemplateScope): ReadonlyMap<string, TemplateModel> {
    const models = new Map<string, TemplateModel>();
    for (const resource of scope.resources.values()) {
      const loaded = isStack(resource) ? this.#stack(resource, scope) : null;
      if (loaded?.kind === "read") models.set(resource.logicalId, loaded.model);
    }
    return models;
  }

  #stack(resource: RawResource, scope: TemplateScope): Loaded {
    const { logicalId } = resource;
    const settled = this.#loaded.get(logicalId);
    if (settled !== undefined) return settled;
    // A stack whose parameters ask for its own outputs finds this.
    this.#loaded.set(logicalId, absent(unknown(`${logicalId} refers to itself`)));
    const loaded = this.#read(resource, scope);
    this.#loaded.set(logicalId, loaded);
    return loaded;
  }

  #read(resource: RawResource, scope: TemplateScope): Loaded {
    const { files, file, ancestors, context } = this.#input;
    const location = readStackLocation(resource, (value) => scope.evaluate(value));
    if (!location.known) return absent(location);
    if (files === undefined) return absent(external("templates of nested stacks are not read"));
    const path = pathBeside(file, location.value);
    const refused = this.#refusal(path);
    if (refused === null && files.isOutside?.(path) === true) {
      const place = this.#source.locate(location.pointer);
      this.problems.push(outsideProject(`The nested stack ${resource.logicalId}`, path, place));
      return absent(external(`${path} lies outside the project`));
    }
    const text = refused === null ? files.read(path) : null;
    if (text === null) {
      const reason = refused ?? `there is no file ${path}`;
      this.problems.push(
        createProblem({
          code: "template/stack-unreadable",
          message: `The template of the nested stack ${resource.logicalId} is not read: ${reason}.`,
          location: this.#source.locate(location.pointer),
        }),
      );
      return absent(external(reason));
    }
    this.#budget.read += 1;
    const given = readStackParameters(resource.properties, (value) => scope.evaluate(value));
    const model = this.#load({
      file: path,
      text,
      files,
      ancestors: [...ancestors, file],
      context: {
        ...context,
        parameters: given.values,
        stackName: nestedStackName(context.stackName, resource.logicalId),
      },
      unknownParameters: given.unknown,
      anyParameter: given.whole,
      undecided: this.#input.undecided ?? scope.undecided(resource),
      parent: this.#parentOf(resource),
    });
    return { kind: "read", model };
  }

  #parentOf({ logicalId, pointer, properties }: RawResource): ParentStack {
    const place =
      properties["Parameters"] === undefined
        ? pointer
        : joinPointer(pointer, "Properties", "Parameters");
    return { logicalId, location: this.#source.locate(place) };
  }

  #refusal(path: string): string | null {
    const { file, ancestors } = this.#input;
    if (path === file || ancestors.includes(path)) return `${path} nests itself`;
    if (ancestors.length >= deepestStack)
      return `it is nested more than ${deepestStack} stacks deep`;
    return this.#budget.read >= mostStacks ? `more than ${mostStacks} stacks are nested` : null;
  }
}

function absent(why: ReturnType<typeof unknown | typeof external>): Loaded {
  return { kind: "absent", why };
}

/** Names of the outputs a template declares, under whatever condition. */
export function declaredOutputs({ source }: TemplateModel): readonly string[] {
  const outputs = isMap(source.value) ? source.value["Outputs"] : undefined;
  return isMap(outputs) ? Object.keys(outputs) : [];
}
