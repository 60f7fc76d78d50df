import { z } from 'zod';
import { Path, Problem } from './problem';
import { show } from './printable';

/** The mistakes behind an issue of the schema: each names the rule and the value received. */
export function issueProblems(issue: z.core.$ZodIssue, raw: unknown): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.message.split('\n').map((message, index) => ({ path: [...pathOf(issue), issue.keys[index]!], message }));
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map((inner) => ({ path: pathOf(issue), message: inner.message }));
  }
  if (issue.code === 'invalid_union') {
    const nested = unionProblems(issue, raw);
    if (nested.length > 0) {
      return nested;
    }
  }
  if (issue.code === 'custom' && issue.params?.complete === true) {
    return [{ path: pathOf(issue), message: issue.message }];
  }
  return [{ path: pathOf(issue), message: `${issue.message}; received ${show(valueAt(raw, pathOf(issue)))}` }];
}

/** Of a union, the branch for the kind of value that was given: a mapping is judged as a mapping. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, raw: unknown): Problem[] {
  const path = pathOf(issue);
  const value = valueAt(raw, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [];
  }
  const branch = issue.errors
    .find((issues) => issues.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys' || inner.code === 'invalid_union'));
  return (branch ?? []).flatMap((inner) => issueProblems({ ...inner, path: [...path, ...inner.path] } as z.core.$ZodIssue, raw));
}

/** Where an issue stands. */
export function pathOf(issue: z.core.$ZodIssue): (string | number)[] {
  return issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
}

/** What stands at a path, or undefined. */
export function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (
    typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? (value as Record<string | number, unknown>)[part] : undefined), raw);
}
