import type { ProjectFiles } from "./small-project.ts";

/** A virtual environment of Python with AWS's Runtime API client, as far as a project is read; none of it can be run. */
export const virtualEnvironment: ProjectFiles = {
  ".venv/pyvenv.cfg": "home = /usr/bin\n",
  ".venv/bin/python3": "",
  ".venv/Scripts/python.exe": "",
  ".venv/lib/python3.12/site-packages/awslambdaric/__main__.py": "",
  ".venv/Lib/site-packages/awslambdaric/__main__.py": "",
};
