import { hasSecret } from './secrets';
import { shown } from './text-problems';

/** What a shell does with more than one program, or with text that it looks up. */
const SHELL = /[|;&<>`\r\n]|\$[({\w]/;

/** Programs that fetch what they run, or that run what stands in their arguments. */
const FETCHES = /^(curl|wget|fetch|npx|bunx|pnpx|uvx|pipx|eval|exec|xargs|ssh|scp|nc|ncat|socat|mshta|rundll32|regsvr32|bitsadmin|certutil)$/i;
const INTERPRETER = /^(ba|z|da|k|fi|c|tc)?sh$|^(cmd|powershell|pwsh|env|sudo|node|bun|deno|python[\d.]*|perl|ruby|php|osascript|cscript|wscript|awk)$/i;
const INLINE = /^(-\w*[ce]\w*|--eval|--command|-p|-r|\/c|\/k|-(enc|encodedcommand|command))$/i;

/** Places that every user of a machine can write to. */
const ANYBODYS = /^(\/tmp|\/var\/tmp|\/dev\/shm|\/private\/tmp|[A-Za-z]:\\(Windows\\)?Temp|[A-Za-z]:\\Users\\Public)([\\/]|$)/i;

/**
 * What is wrong with a command that settings make every machine run: it is a program with a fixed place and plain
 * arguments, so that who reads the settings knows what runs.
 */
export function commandProblems(subject: string, command: string): string[] {
  if (hasSecret(command)) {
    return [`${subject} is a command without a credential in it.`];
  }
  const words = wordsOf(command);
  const program = words[0] ?? '';
  if (!/^(\/|~\/|[A-Za-z]:\\)/.test(program)) {
    return [`${subject} is a program by its full path, like '/usr/local/bin/program': a name alone is whatever the machine finds first; received '${shown(command)}'.`];
  }
  if (SHELL.test(command)) {
    return [`${subject} is one program with plain arguments, without |, ;, &, <, >, \` or $: put the rest into a program that you install; received '${shown(command)}'.`];
  }
  if (ANYBODYS.test(program)) {
    return [`${subject} lies where not everybody can write; received '${shown(command)}'.`];
  }
  const name = program.split(/[\\/]/).pop()!.replace(/\.exe$/i, '');
  if (FETCHES.test(name) || (INTERPRETER.test(name) && !isScript(words[1]))) {
    return [`${subject} is a program that you install, not one that fetches code or runs its own arguments; received '${shown(command)}'.`];
  }
  return [];
}

/** An interpreter runs what it is given: only a file by its full path can be read by a reviewer. */
function isScript(argument: string | undefined): boolean {
  return argument !== undefined && !INLINE.test(argument) && /^(\/|~\/|[A-Za-z]:\\)/.test(argument) && !ANYBODYS.test(argument);
}

function wordsOf(command: string): string[] {
  return (command.trim().match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}
