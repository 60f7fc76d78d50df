import { spawn } from 'node:child_process';
import { PROJECT } from './synthesis';

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Runs a command of the register as a process of its own, as its npm script does, without the caller's AWS variables. */
export function runCommand(name: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  return runProcess('node', ['-r', 'ts-node/register', 'bin/claude-code.ts', name, ...args], environment);
}

/** Runs any program in the project's folder. */
export function runProcess(program: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('AWS_')));
  const startedAt = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...clean, AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', ...environment } as NodeJS.ProcessEnv,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => { stdout += chunk; });
    child.stderr.on('data', (chunk) => { stderr += chunk; });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr, seconds: (Date.now() - startedAt) / 1000 }));
  });
}
