import { expect } from "chai";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { openApi, type Api, type OpenApiOptions } from "lockstep-sam";
import { isObject, parseJson } from "../../src/harness/core/json.ts";

interface Created {
  readonly orderId: string;
}
