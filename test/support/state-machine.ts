/** A call of an AWS service that a workflow makes, as in `iam:attachRolePolicy`. */
export interface ServiceCall {
  readonly action: string;
  readonly parameters: Record<string, any>;
}

export interface Run {
  readonly calls: readonly ServiceCall[];
  /** The seconds that the workflow waited, in all. */
  readonly waited: number;
  readonly status: 'SUCCEEDED' | 'FAILED';
}

/** Thrown by an answer to make a call fail, under the name that Step Functions gives the error. */
export class ServiceError extends Error {}

/**
 * Runs the part of the Amazon States Language that this project writes.
 *
 * @param answer what each call returns; throws a `ServiceError` where it fails
 */
export function runStateMachine(definition: any, answer: (call: ServiceCall) => unknown = () => ({})): Run {
  const calls: ServiceCall[] = [];
  let waited = 0;
  let input: any = {};
  let name: string = definition.StartAt;
  for (let steps = 0; steps < 100; steps++) {
    const state = definition.States[name];
    if (state === undefined) {
      throw new Error(`There is no state '${name}'.`);
    }
    switch (state.Type) {
      case 'Succeed': return { calls, waited, status: 'SUCCEEDED' };
      case 'Wait': waited += state.Seconds; name = state.Next; break;
      case 'Choice':
        name = state.Choices.find((choice: any) => input[choice.Variable.replace('$.', '')] === choice.StringEquals)?.Next ?? state.Default;
        break;
      case 'Task': {
        const call = { action: state.Resource.replace(/^arn:aws[a-z-]*:states:::aws-sdk:/, ''), parameters: state.Parameters };
        calls.push(call);
        try {
          const result = answer(call);
          input = state.ResultSelector ? select(state.ResultSelector, result) : state.ResultPath === null ? input : result;
          name = state.Next;
        } catch (error) {
          const caught = error instanceof ServiceError
            ? state.Catch?.find((candidate: any) => candidate.ErrorEquals.some((known: string) => known === error.message || known === 'States.ALL')) : undefined;
          if (caught === undefined) {
            return { calls, waited, status: 'FAILED' };
          }
          name = caught.Next;
        }
        break;
      }
      default: throw new Error(`This interpreter does not know a state of type ${state.Type}.`);
    }
  }
  throw new Error('The workflow does not end.');
}

function select(selector: Record<string, string>, result: any): Record<string, unknown> {
  return Object.fromEntries(Object.entries(selector).map(([key, path]) => [
    key.replace(/\.\$$/, ''), path.split('.').slice(1).reduce((value, part) => value?.[part], result),
  ]));
}
