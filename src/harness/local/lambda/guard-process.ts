import { spawn, type ChildProcess } from "node:child_process";
import { Socket } from "node:net";

/**
 * Keeps the processes (`+ pid`, `- pid`) and the folders (`> folder`, `< folder`) it is told of. When its
 * input ends, it kills the processes that are left, on Linux also those whose temporary folder is one of
 * the folders (a function may have started them in sessions of their own), and removes the folders.
 */
const script = `
  live=" "
  while read -r sign name; do
    case $sign in
      +) live="$live$name " ;;
      -) live="\${live%% $name *} \${live#* $name }" ;;
      ">") set -- "$@" "$name" ;;
      "<")
        left=$#
        while [ "$left" -gt 0 ]; do
          [ "$1" = "$name" ] || set -- "$@" "$1"
          shift
          left=$((left - 1))
        done ;;
    esac
  done
  for pid in $live; do kill -s KILL -- "-$pid"; kill -s KILL "$pid"; done
  for folder in "$@"; do
    for file in $(grep -laszxF "TMPDIR=$folder" /proc/[0-9]*/environ); do
      pid=\${file#/proc/}
      kill -s KILL "\${pid%/environ}"
    done
  done
  [ "$#" -eq 0 ] || rm -rf -- "$@"
`;

let guardian: ChildProcess | null = null;

function tellGuardian(line: string): void {
  if (process.platform === "win32" || line.includes("\n")) return;
  guardian ??= startGuardian();
  guardian.stdin?.write(`${line}\n`);
}

/**
 * Makes sure that a process, with the group it leads, does not outlive this one, even when this one is
 * killed. A runtime process
 * ends by itself when its channel closes, unless it is in an endless loop and sees nothing: then a
 * shell that waits for our end kills it. Windows has no such shell; there the loop goes on.
 */
export function guardProcess(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  tellGuardian(`+ ${pid}`);
  child.once("exit", () => tellGuardian(`- ${pid}`));
}

/**
 * Makes sure that a temporary folder does not outlive this process, in the same way.
 *
 * @param folder absolute path of a folder that is this process's own
 * @returns takes the folder from the guard: its owner has removed it
 */
export function guardFolder(folder: string): () => void {
  tellGuardian(`> ${folder}`);
  return () => tellGuardian(`< ${folder}`);
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
