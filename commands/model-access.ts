import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { CommandError } from './shared/command-error';
import { seconds, teamCommand } from './shared/run';
import { chooseTeam } from './shared/team';
import { readUseCase, UseCase } from './model-access/use-case';
import { ModelAccessCalls, modelAccessCalls } from './model-access/model-access-calls';

interface Options {
  readonly config: string;
  readonly form?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly timeout: number;
}

/** Where agreements and the form are kept: they hold for all regions of the account. */
const AGREEMENT_REGION = 'us-east-1';

/** Asks a question that is answered with yes or no. */
export type Ask = (question: string) => Promise<boolean>;

export function modelAccessCommand(): Command {
  return teamCommand('model-access', 'Opens the account to the models of a team, once: submits Anthropic\'s use-case form and accepts the agreement of each model. It asks first: accepting binds your organization to the terms of the provider.')
    .option('--form <file>', 'the answers to the form, as YAML or JSON: companyName, companyWebsite, intendedUsers (internal, external or both), industry, useCases')
    .option('--dry-run', 'say what would be submitted and accepted, and change nothing')
    .option('--yes', 'do not ask, for a pipeline whose owner has read the terms')
    .option('--timeout <seconds>', 'how long AWS may take for one call with its retries', seconds, 20)
    .addHelpText('after', '\nThe session needs bedrock:*UseCaseForModelAccess, bedrock:*FoundationModelAgreement*, bedrock:GetFoundationModelAvailability and aws-marketplace:Subscribe and ViewSubscriptions: it is the platform team\'s, never a developer\'s.\nSubmitted in the management account of the organization, the form holds for every account of it.')
    .action(async (name: string, options: Options) => {
      const { team } = chooseTeam(options.config, name);
      const useCase = options.form === undefined ? undefined : readUseCase(options.form);
      const calls = modelAccessCalls({ region: AGREEMENT_REGION, timeoutMs: options.timeout * 1000 });
      const models = [...new Set(Object.values(team.models).map((model) => model.foundationModelId))].sort();
      await openAccess(calls, models, { useCase, dryRun: options.dryRun === true, ask: options.yes === true ? async () => true : askAtTerminal, say });
    });
}

/** How access is opened. */
export interface AccessOptions {
  readonly useCase?: UseCase;
  readonly dryRun: boolean;
  readonly ask: Ask;
  readonly say: (line: string) => void;
}

/** The form first, because agreements without it are refused; what is done already is left alone. */
export async function openAccess(calls: ModelAccessCalls, models: readonly string[], options: AccessOptions): Promise<void> {
  await submitForm(calls, options);
  for (const modelId of models) {
    await acceptAgreement(calls, modelId, options);
  }
}

async function submitForm(calls: ModelAccessCalls, { useCase, dryRun, ask, say: tell }: AccessOptions): Promise<void> {
  if (await calls.useCaseSubmitted()) {
    tell('The use-case form has been submitted already.');
    return;
  }
  if (useCase === undefined) {
    throw new CommandError('The use-case form of Anthropic has not been submitted for this account.', 'write the answers into a file and give it with --form; --help says which');
  }
  tell(`The use-case form would be submitted to Anthropic with these answers:\n${JSON.stringify(useCase, undefined, 2)}`);
  if (dryRun) {
    return;
  }
  if (!await ask('Submit the form?')) {
    throw new CommandError('The form was not submitted.', 'run the command again when the answers are right');
  }
  await calls.submitUseCase(useCase);
  tell('The form is submitted.');
}

async function acceptAgreement(calls: ModelAccessCalls, modelId: string, { dryRun, ask, say: tell }: AccessOptions): Promise<void> {
  const status = await calls.agreement(modelId);
  if (status === 'AVAILABLE') {
    tell(`${modelId}: the agreement has been accepted already.`);
    return;
  }
  if (status === 'PENDING') {
    tell(`${modelId}: the agreement is being processed; it takes up to 15 minutes.`);
    return;
  }
  const offer = await calls.offer(modelId);
  tell(`${modelId}: the agreement (${status}) has these terms: ${offer.termsUrl ?? 'see the page of the model in the Bedrock console'}`);
  if (dryRun) {
    return;
  }
  if (!await ask(`Accept the agreement of ${modelId} for this account?`)) {
    tell(`${modelId}: not accepted.`);
    return;
  }
  await calls.accept(modelId, offer.token);
  tell(`${modelId}: accepted; calls may need up to 15 minutes.`);
}

async function askAtTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CommandError('There is no terminal to ask at, and nothing was changed.', 'run it at a terminal, look at it with --dry-run, or give --yes if you have read the terms');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} Type yes: `);
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
