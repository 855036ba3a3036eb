import type { HeaderLine } from "../../core/http-message.ts";
import type { Target } from "../../core/target.ts";
import type { LocalAws } from "../../local/aws/start-aws.ts";
import {
  dispatchRequests,
  type Mount,
  type Unplaced,
} from "../../local/stage/dispatch-requests.ts";
import { guardHost } from "../../local/stage/guard-host.ts";
import { listen, type ListenOptions, type StageServer } from "../../local/stage/listen.ts";
import type { Handle } from "../../local/stage/serve-request.ts";
import { withControl } from "../../local/stage/with-control.ts";
import { stagePrefix } from "../../model/events/stage-prefix.ts";
import type { ProjectApi } from "./load-project.ts";
import { localStageName } from "./local-stage-name.ts";
import type { RunningStage } from "./run-stage.ts";
import { openOverHttp, type ServingStage } from "./stage-targets.ts";
import type { TraceLog } from "./trace-log.ts";

/** A stage that listens, and the target that reaches it over HTTP. */
export interface ServedStage {
  readonly api: ProjectApi;
  readonly stageName: string;
  /** `http://127.0.0.1:3000/dev`, no trailing slash; no prefix on the stage `$default`. */
  readonly url: string;
  readonly target: Target;
  /** Lets the process end although the stage listens. */
  unref(): void;
}

/** Where servers listen, besides their port. */
export interface ServePlace extends Omit<ListenOptions, "port"> {
  /** Sent with every request of the stage's target: credentials. */
  readonly headers?: readonly HeaderLine[];
  /** Names under which requests are answered besides those of this machine; without it under any. */
  readonly hosts?: ReadonlySet<string>;
}

/** Where an API is served on a port it shares. */
export interface ApiMount {
  readonly api: ProjectApi;
  /** A custom domain that leads to it; `null` for the port's own address. */
  readonly domain: string | null;
  /** `/v1` of a mapping, or what stands before the stage; empty for nothing. */
  readonly base: string;
}

/** What servers of stages work with. */
export interface StageServersOptions {
  readonly stageOf: (api: ProjectApi) => RunningStage;
  readonly aws: LocalAws;
  readonly traces: TraceLog;
  /** Asked before a stage looks at a request; what it gives is waited for. */
  readonly live: { readonly beforeRequest: (isBusy: boolean) => Promise<void> | null } | null;
  /** What becomes of requests to a shared port that no stage takes. */
  readonly unplaced: Unplaced;
  /** What the control route of every port does. */
  readonly reset: () => Promise<void>;
}

/** The servers of a local project, and the stages they serve. */
export class StageServers {
  /** By logical id of the API. */
  readonly stages = new Map<string, ServingStage>();
  readonly #options: StageServersOptions;
  readonly #servers: StageServer[] = [];
  readonly #targets: Target[] = [];
  /** Requests that have not been answered. */
  #underWay = 0;

  constructor(options: StageServersOptions) {
    this.#options = options;
  }

  async serve(api: ProjectApi, port: number, place: ServePlace): Promise<ServedStage> {
    const { running } = this.#stageOf(api);
    const server = await this.#listen(running.name, this.#handle(api), { ...place, port });
    return this.#served(api, server, { baseUrl: server.baseUrl, headers: place.headers ?? [] });
  }

  async serveTogether(
    mounts: readonly ApiMount[],
    port: number,
    place: ServePlace,
  ): Promise<readonly ServedStage[]> {
    const handles = mounts.map(({ api, domain, base }): Mount => ({
      domain,
      base,
      handle: this.#handle(api),
    }));
    const handle = dispatchRequests(handles, this.#options.unplaced);
    const server = await this.#listen("$default", handle, { ...place, port });
    const { headers = [] } = place;
    return mounts.map((mount) =>
      this.#served(mount.api, server, { baseUrl: urlOf(mount, server.baseUrl), headers }),
    );
  }

  /** The stages that are served now. */
  running(): readonly RunningStage[] {
    return [...this.stages.values()].map(({ running }) => running);
  }

  /** Lets requests under way finish within the servers' grace. */
  async close(): Promise<void> {
    await Promise.all([
      ...this.#targets.map((target) => target.close()),
      ...this.#servers.map((server) => server.close()),
    ]);
  }

  cut(): void {
    for (const server of this.#servers) server.cut();
  }

  #stageOf(api: ProjectApi): ServingStage {
    const id = api.wired.resource.logicalId;
    const serving = this.stages.get(id) ?? { running: this.#options.stageOf(api) };
    this.stages.set(id, serving);
    return serving;
  }

  /** Answers by the stage that is served when the request arrives. */
  #handle(api: ProjectApi): Handle {
    const serving = this.#stageOf(api);
    const { live } = this.#options;
    return async (request, connection) => {
      const reload = live?.beforeRequest(this.#underWay > 0) ?? null;
      this.#underWay += 1;
      try {
        if (reload !== null) await reload;
        return await serving.running.stage.handle(request, connection);
      } finally {
        this.#underWay -= 1;
      }
    };
  }

  async #listen(
    name: string,
    handle: Handle,
    { hosts, ...where }: ListenOptions & Pick<ServePlace, "hosts">,
  ): Promise<StageServer> {
    const { reset } = this.#options;
    const guarded = hosts === undefined ? handle : guardHost(handle, hosts);
    const server = await listen(name, withControl(guarded, { reset }), where);
    this.#servers.push(server);
    return server;
  }

  #served(
    api: ProjectApi,
    server: StageServer,
    at: { readonly baseUrl: string; readonly headers: readonly HeaderLine[] },
  ): ServedStage {
    const serving = this.#stageOf(api);
    const { traces, aws } = this.#options;
    const target = openOverHttp(api, traces, aws, at);
    this.#targets.push(target);
    const unref = (): void => server.unref();
    return { api, stageName: serving.running.name, url: at.baseUrl, target, unref };
  }
}

/** Where a mount is reached by the port's own address: a domain has no stage in its paths. */
function urlOf({ api, domain, base }: ApiMount, origin: string): string {
  const name = localStageName(api.wired.resource);
  return `${origin}${base}${domain === null ? stagePrefix(name) : ""}`;
}
