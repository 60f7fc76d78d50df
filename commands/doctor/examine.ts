import { Check, Finding, fromError, Patient } from './check';
import { environment } from './environment-check';
import { invocation, modelAccess, profiles, shortTermKey } from './model-checks';
import { quota } from './quota-check';
import { identity, region } from './session-checks';
import { installedSettings, publishedSettings } from './settings-checks';

/** The checks, in the order in which a call depends on them. */
export const CHECKS: readonly Check[] = [
  identity, environment, region, profiles, modelAccess, invocation, shortTermKey, quota, publishedSettings, installedSettings,
];

/** A check with what it found. */
export interface Result {
  readonly id: string;
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Someone who watches while the checks run. */
export interface Observer {
  started(check: Check, index: number, count: number): void;
  finished(result: Result): void;
}

/** Runs every check. Without credentials no later one can tell anything, so they are left out. */
export async function examine(patient: Patient, observer: Observer, checks: readonly Check[] = CHECKS): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, check] of checks.entries()) {
    observer.started(check, index, checks.length);
    const findings = await check.run(patient).catch((error: unknown) => [fromError(error, check.title)]);
    const result = { id: check.id, title: check.title, findings };
    results.push(result);
    observer.finished(result);
    if (check.id === identity.id && patient.callerArn === undefined) {
      break;
    }
  }
  return results;
}
