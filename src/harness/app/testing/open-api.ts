import { bodyText, toBytes, type HttpRequest } from "../../core/http-message.ts";
import { LockstepError } from "../../core/lockstep-error.ts";
import type { StateProbe } from "../../core/state-probe.ts";
import type { Target } from "../../core/target.ts";
import { formatCurl } from "../../checks/target/format-curl.ts";
import { matchOperation } from "../../model/openapi/match-operation.ts";
import { chooseApi } from "../project/choose-api.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import type { LocalProject } from "../project/start-local.ts";
import { ApiResponse } from "./api-response.ts";
import { chooseTarget } from "./choose-target.ts";
import { ContractViolation } from "./contract-violation.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { equipTarget } from "./equip-target.ts";
import { findOperation, type FoundOperation } from "../project/find-operation.ts";
import { openProject, type ProjectOptions } from "./open-project.ts";
import { buildCheckedRequest, type OperationInput } from "./request-input.ts";
import { session, withOrigin } from "./session.ts";

/** How to open an API for a test. */
export interface OpenApiOptions extends ProjectOptions {
  /**
   * Where requests go: `stage` (in process, no socket), `stage-http` (a local server), or the URL of
   * a stage with its prefix. Default: the environment variable `API_URL`, else `LOCKSTEP_TARGET`,
   * else `stage`.
   */
  readonly target?: "stage" | "stage-http" | (string & {});
  /** Logical id of the API when the template holds several. */
  readonly api?: string;
  /** Sent with every request, in place of the request's own headers of the same name. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * `local`: requests get what the stage on this machine asks for (a token of the project for Cognito and JWT
   * authorizers, a signature for IAM, an API key), unless they bring such a header themselves; an empty one asks for
   * none. A stage of `lockstep start` behind a URL of this machine is given them too, a deployed stage never. What a
   * Lambda authorizer wants nobody knows: say what it would return with `as`, or give `headers`. Default: `none`.
   */
  readonly credentials?: "local" | "none";
}

/** A request that is not made from an operation. */
export interface RawRequest {
  readonly method: string;
  /** Relative to the API: `/orders?limit=2`, without the stage. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An API under test: the local stage or a deployed one, with the same face. */
export interface Api {
  /** Where requests go. */
  readonly target: Target;
  /**
   * Calls an operation. The request is held against the spec before it is sent, the response after.
   * Throws `ContractViolation` when either breaks it.
   */
  call(operation: string, input?: OperationInput): Promise<ApiResponse>;
  /** Sends any request; the response is held against the operation where the request matches one. */
  request(request: RawRequest): Promise<ApiResponse>;
  /** The tables behind the API. Throws `project/no-state` where the target gives no access to them. */
  readonly state: StateProbe;
  /**
   * Empties every table of the local stage, and forgets results of authorizers and counted requests; functions stay
   * warm. Throws `project/no-state` for any other target.
   */
  reset(): Promise<void>;
  /**
   * Ends what was started for this API. A process whose tests forget it ends all the same, together
   * with everything started on this machine.
   */
  close(): Promise<void>;
}

interface Opened {
  readonly target: Target;
  readonly local: LocalProject | null;
}

async function openTarget(
  project: Project,
  api: ProjectApi,
  options: OpenApiOptions,
): Promise<Opened> {
  const wanted = chooseTarget(options.target, process.env);
  if (wanted.kind === "url") {
    const { createHttpTarget } = await import("../../checks/target/create-http-target.ts");
    const target = createHttpTarget({
      baseUrl: wanted.url,
      kind: "deployed",
      gateway: api.wired.resource.kind,
      headers: Object.entries(options.headers ?? {}),
      timeoutMs: 35_000,
      capabilities: { state: null, toEvent: null },
    });
    return { target, local: null };
  }
  // Loaded when they are needed: a unit test starts without the stage, an integration test by URL as well.
  const { startLocal } = await import("../project/start-local.ts");
  const local = await startLocal(project);
  try {
    if (wanted.kind === "stage") return { target: local.inProcessTarget(api), local };
    const served = await local.serve(api, 0);
    // A test that forgets `close()` must not hang its runner.
    served.unref();
    return { target: served.target, local };
  } catch (error) {
    await local.close();
    throw error;
  }
}

function noState(target: Target): LockstepError {
  return new LockstepError({
    code: "project/no-state",
    message: `${target.name} gives no access to its tables.`,
  });
}

function parsePath(raw: RawRequest): HttpRequest {
  const [path = "/", ...query] = raw.path.split("?");
  return {
    method: raw.method.toUpperCase(),
    path,
    query: query.join("?"),
    headers: Object.entries(raw.headers ?? {}),
    body: raw.body === undefined ? null : toBytes(raw.body),
  };
}

class OpenApi implements Api {
  readonly target: Target;
  readonly #project: Project;
  readonly #api: ProjectApi;
  readonly #local: LocalProject | null;
  readonly #close: () => Promise<void>;

  constructor(project: Project, api: ProjectApi, opened: Opened) {
    this.#project = project;
    this.#api = api;
    this.#local = opened.local;
    this.target = opened.target;
    this.#close = async () => {
      await this.target.close();
      await this.#local?.close();
    };
    session().open.add(this.#close);
  }

  async call(operation: string, input: OperationInput = {}): Promise<ApiResponse> {
    const found = findOperation(this.#project, operation);
    const { request, valid } = await buildCheckedRequest(found, input);
    return this.#send(request, found, valid);
  }

  async request(raw: RawRequest): Promise<ApiResponse> {
    const request = parsePath(raw);
    const match = matchOperation(this.#api.document, request.method, request.path);
    return this.#send(
      request,
      match === null ? null : { api: this.#api, operation: match.operation },
      null,
    );
  }

  async #send(
    request: HttpRequest,
    found: FoundOperation | null,
    requestValid: boolean | null,
  ): Promise<ApiResponse> {
    const exchange = await this.target.send(request);
    const response = withOrigin(new ApiResponse(exchange), this.#project);
    if (found === null) return response;
    const reproduction = formatCurl(request, this.target.baseUrl);
    const answer = {
      response: exchange.response,
      trace: exchange.trace,
      requestValid,
      source: "integration" as const,
      reproduction,
    };
    const problems = judgeAnswer(this.#project, found, answer);
    if (problems.length === 0) return response;
    throw new ContractViolation(
      `${found.operation.key} answered ${exchange.response.status} ${bodyText(exchange.response)}`,
      problems,
    );
  }

  get state(): StateProbe {
    const { state } = this.target.capabilities;
    if (state === null) throw noState(this.target);
    return state;
  }

  async reset(): Promise<void> {
    if (this.#local === null) throw noState(this.target);
    await this.#local.reset();
  }

  async close(): Promise<void> {
    session().open.delete(this.#close);
    await this.#close();
  }
}

/** Answers that are held against nothing would look as if all were well: said once for an API of a project. */
function warnOfNoContract({ model }: Project, { document, wired }: ProjectApi): void {
  if (document.written !== "generated" || warned.has(wired)) return;
  warned.add(wired);
  const { pointer } = wired.resource;
  const told = model.problems.find(
    ({ code, location }) => code === "wiring/spec-not-wired" && location?.pointer === pointer,
  );
  if (told === undefined) return;
  const { message, code, hint } = told;
  process.emitWarning(message, {
    type: "LockstepWarning",
    code,
    ...(hint === undefined ? {} : { detail: hint }),
  });
}

const warned = new WeakSet<ProjectApi["wired"]>();

/**
 * Opens the API of the project for a test. The same test runs in process, on a local server and on
 * a deployed stage: only `target` (or `API_URL`) differs.
 *
 * @throws LockstepError when the project or the target cannot be opened
 * @example
 * const api = await openApi();
 * const created = await api.call("createOrder", { body: { customerId: "CUST-001", items: [{ productId: "PROD-A", quantity: 2 }] } });
 * await api.close();
 */
export async function openApi(options: OpenApiOptions = {}): Promise<Api> {
  const project = await openProject(options);
  const api = chooseApi(project, options.api ?? null);
  if (api === null) {
    throw new LockstepError({
      code: "project/nothing-to-serve",
      message: `${project.config.template} holds no API that could be read.`,
    });
  }
  warnOfNoContract(project, api);
  const { target, local } = await openTarget(project, api, options);
  const { headers = {}, credentials = "none" } = options;
  const equipped = await equipTarget(project, api, target, {
    // Behind a URL the target itself sends them, and shows none.
    headers: local === null ? [] : Object.entries(headers),
    credentials,
  });
  return new OpenApi(project, api, { target: equipped, local });
}
