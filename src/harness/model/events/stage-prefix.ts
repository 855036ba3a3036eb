/**
 * What the path of a request begins with on the default endpoint: `/dev`, nothing on the stage
 * `$default` of an HTTP API.
 */
export function stagePrefix(stageName: string): string {
  return stageName === "$default" ? "" : `/${stageName}`;
}
