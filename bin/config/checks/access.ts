import { Path, Problem } from '../problem';
import { mappingOf } from './raw';

/** Checks across the values of a team's `access`. */
export function accessProblems(path: Path, access: unknown): Problem[] {
  const { developers } = mappingOf(access);
  const { identityCenter, principals } = mappingOf(developers);
  return developers !== undefined && identityCenter === undefined && principals === undefined
    ? [{ path: [...path, 'developers'], message: 'expected identityCenter, principals or both; received neither' }]
    : [];
}
