import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { fail, ok, skipped, type DoctorAnswer } from "./doctor-check.ts";

const timeoutMs = 5000;

/** Does a stage answer at a URL? Any answer will do: what it says is for `lockstep check --url`. */
export function checkUrl(url: string | null): Promise<DoctorAnswer> {
  if (url === null) return Promise.resolve(skipped("No stage is named (--url URL)."));
  const send = url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((settle) => {
    const unreachable = (why: string): void =>
      settle(
        fail(
          `${url} does not answer: ${why}.`,
          "Check the address, the network and the proxy; is the stage deployed?",
        ),
      );
    const request = send(url, { method: "GET", timeout: timeoutMs }, (response) => {
      response.resume();
      settle(ok(`${url} answers (${response.statusCode ?? 0}).`));
    });
    request.once("timeout", () => request.destroy(new Error(`nothing within ${timeoutMs} ms`)));
    request.once("error", (error) => unreachable(error.message));
    request.end();
  });
}
