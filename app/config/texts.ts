import { Path, Problem } from './problem';
import { misleads, show } from './printable';

/** Sections whose texts become parts of IAM policies. */
const IN_POLICIES = ['access', 'permissionsBoundary', 'tags', 'costCenter', 'namePrefix', 'teams'];

/**
 * Texts that somebody down the road would read as more than text: CloudFormation a dynamic reference, the CDK a token, IAM a
 * variable, a terminal a command. No key of the file needs them.
 */
export function textProblems(value: unknown, path: Path = []): Problem[] {
  if (typeof value === 'string') {
    return textProblem(value, path);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Array.isArray(value)
    ? value.flatMap((item, index) => textProblems(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => [...textProblem(key, [...path, key]), ...textProblems(item, [...path, key])]);
}

function textProblem(text: string, path: Path): Problem[] {
  const found = [
    /\{\{resolve:/i.test(text) ? 'CloudFormation would put a value of the account in the place of {{resolve:…}}; write the value itself' : undefined,
    /\$\{Token\[|#\{Token\[/.test(text) ? 'the CDK would put something else in the place of ${Token[…]}; write the value itself' : undefined,
    inPolicies(path) && /\$\{/.test(text) ? 'IAM would read ${…} as a variable that compares the caller with itself; write the value itself' : undefined,
    misleads(text) ? 'a text has no control characters and none that turn its direction' : undefined,
  ].find((problem) => problem !== undefined);
  return found === undefined ? [] : [{ path, message: `${found}; received ${show(text)}` }];
}

function inPolicies(path: Path): boolean {
  return IN_POLICIES.includes(String(path[0])) && !path.includes('settings') && !path.includes('models');
}
