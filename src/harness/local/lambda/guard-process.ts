import { spawn, type ChildProcess } from "node:child_process";
import { Socket } from "node:net";

/** Keeps the processes it is told of (`+ pid`, `- pid`) and kills those left when its input ends. */
const script =
  'live=" "; while read -r sign pid; do case $sign in ' +
  '+) live="$live$pid ";; -) live="${live%% $pid *} ${live#* $pid }";; esac; done; ' +
  'for pid in $live; do kill -9 "$pid"; done';

let guardian: ChildProcess | null = null;

/**
 * Makes sure that a process does not outlive this one, even when this one is killed. A runtime process
 * ends by itself when its channel closes, unless it is in an endless loop and sees nothing: then a
 * shell that waits for our end kills it. Windows has no such shell; there the loop goes on.
 */
export function guardProcess(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined || process.platform === "win32") return;
  guardian ??= startGuardian();
  guardian.stdin?.write(`+ ${pid}\n`);
  child.once("exit", () => guardian?.stdin?.write(`- ${pid}\n`));
}

function startGuardian(): ChildProcess {
  // In a group of its own: a Ctrl-C that this process survives must not end it.
  const shell = spawn("/bin/sh", ["-c", script], {
    stdio: ["pipe", "ignore", "ignore"],
    env: {},
    detached: true,
  });
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  return shell;
}
